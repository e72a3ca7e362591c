// usage: node tests/bench/bench.mjs city,prov,nat,big,peers-prov,live-prov,answers-prov,findings-city,start-prov,whole-city,import,growth,fire
// [--binary FILE] [--before FILE] [--data DIR] [--runs N] [--tiles N] [--rows N,N] [--martin FILE] [--tippecanoe FILE]
// [--seconds N] [--rate N] [--minutes N]
// Several are separated by commas. `peers-X` measures X and what a user would pick instead in turn, in one run; `live-X` what
// readers feel of a burst of changes; `answers-X` counts and features; `findings-X` analysis on the map; `start-X` the way to
// the first tile; `whole-X` every tile of a map; `import` a line list; `fire` is the program under hostile clients.
import { answers } from './answers.mjs';
import { findings } from './findings.mjs';
import { growth } from './growth.mjs';
import { imports } from './import.mjs';
import { sets, what } from './programs.mjs';
import { compare } from './compare.mjs';
import { live } from './live.mjs';
import { start } from './start.mjs';
import { measure } from './tiles.mjs';
import { whole } from './whole.mjs';

const kinds = { '': measure, 'peers-': compare, 'live-': live, 'answers-': answers, 'findings-': findings, 'start-': start, 'whole-': whole };

for (const word of what.split(',')) {
  const [, kind = '', name] = /^(peers-|live-|answers-|findings-|start-|whole-)?(.*)$/.exec(word);
  if (word === 'fire') await import('./fire.mjs');
  else if (word === 'growth') await growth();
  else if (word === 'import') imports();
  else if (name in sets) await kinds[kind](name);
  else {
    const alone = ['fire', 'growth', 'import', ...Object.keys(sets)].join(', ');
    throw new Error(`${word} is no bench; write ${alone} or one of ${Object.keys(kinds).join(' ').trim()} before a set`);
  }
}
