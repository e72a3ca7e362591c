// usage: node tests/bench/bench.mjs city,prov,nat,big,peers-city,peers-prov,peers-nat [--binary FILE] [--data DIR] [--runs N]
// Several are separated by commas. `peers-X` measures X and what a user would pick instead in turn, in one run.
import { sets, what } from './programs.mjs';
import { compare } from './compare.mjs';
import { measure } from './tiles.mjs';

for (const word of what.split(',')) {
  const name = word.replace(/^peers-/, '');
  if (!(name in sets)) throw new Error(`${word} is no bench; write ${Object.keys(sets).join(', ')} or peers- before one`);
  await (word === name ? measure(name) : compare(name));
}
