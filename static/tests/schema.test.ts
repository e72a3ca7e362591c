// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schema, written } from '../scripts/schema.mjs';

it('the types of the answers are those that the server describes (else: npm run schema)', async () => {
  expect(readFileSync(written, 'utf8') === (await schema()), 'stale: npm run schema').toBe(true);
});
