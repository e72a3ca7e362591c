// Writes the types of the server's answers from its own description (tests/golden/openapi.json), which the server's
// tests keep true. Run it after that description has changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const described = new URL('../../tests/golden/openapi.json', import.meta.url);
export const written = new URL('../src/api/schema.gen.ts', import.meta.url);
const HEAD = '// Written by `npm run schema` from the OpenAPI description of the server; never by hand.\n';

/** The text that the file should have. */
export async function schema() {
  return HEAD + astToString(await openapi(JSON.parse(readFileSync(described, 'utf8')), { silent: true }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(written, await schema());
