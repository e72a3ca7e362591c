import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LETTERS } from '../scripts/fonts.ts';
import doorEn from '../src/words/door.en.json' with { type: 'json' };
import doorId from '../src/words/door.id.json' with { type: 'json' };
import en from '../src/words/en.json' with { type: 'json' };
import findingsEn from '../src/words/findings.en.json' with { type: 'json' };
import findingsId from '../src/words/findings.id.json' with { type: 'json' };
import first from '../src/words/id.json' with { type: 'json' };
import later from '../src/words/later.id.json' with { type: 'json' };
import officeEn from '../src/words/office.en.json' with { type: 'json' };
import officeId from '../src/words/office.id.json' with { type: 'json' };
import visitorEn from '../src/words/visitor.en.json' with { type: 'json' };
import visitorId from '../src/words/visitor.id.json' with { type: 'json' };
import watchEn from '../src/words/watch.en.json' with { type: 'json' };
import watchId from '../src/words/watch.id.json' with { type: 'json' };

const PAIRS = { staff: [{ ...first, ...later }, en], door: [doorId, doorEn], findings: [findingsId, findingsEn], office: [officeId, officeEn], visitor: [visitorId, visitorEn], watch: [watchId, watchEn] } as unknown as Record<string, [Record<string, string>, Record<string, string>]>;
const holes = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();

describe.each(Object.entries(PAIRS))('the two languages of the words of %s', (_, [id, en]) => {
  it('are written with the letters that come with the page', () => {
    const strange = [...Object.values(id), ...Object.values(en)].join('').replaceAll(/\{\w+\}/g, '').replaceAll(new RegExp(`[${LETTERS.replaceAll(/[\\\]^-]/g, '\\$&')}]`, 'g'), '');
    expect(strange).toBe('');
  });

  it('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
  });

  it('have no empty sentence and the same holes in each', () => {
    for (const [key, sentence] of Object.entries(id)) {
      expect(sentence, key).not.toBe('');
      expect(holes(en[key]!), key).toEqual(holes(sentence));
    }
  });

  it('say nothing that nobody uses', () => {
    const source = ['panels', 'ui', 'map', 'visitor', 'office', 'watch'].flatMap((room) => sources(new URL(`../src/${room}/`, import.meta.url))).join('\n')
      + ['main.ts', 'embed.ts', 'office.ts', 'report.ts', 'watch.ts'].map((file) => readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8')).join('\n');
    const families = [...source.matchAll(/t\(`(\w+_)\$/g)].map((m) => m[1]!);
    const used = (key: string) => source.includes(`'${key}'`) || families.some((family) => key.startsWith(family)) || /^(outcome|status|deed|fact|role|coarse)_/.test(key);
    expect(Object.keys(id).filter((key) => !used(key))).toEqual([]);
  });
});

it('a part that is opened later brings the sentences that come later', () => {
  const panels = new URL('../src/panels/', import.meta.url);
  const speaks = (text: string) => Object.keys(later).some((key) => text.includes(`'${key}'`));
  const mute = readdirSync(panels).filter((name) => {
    const text = readFileSync(new URL(name, panels), 'utf8');
    return speaks(text) && !text.includes("import '../words/later.ts'");
  });
  expect(mute).toEqual([]);
});

function sources(folder: URL): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
}
