// usage: node tests/bench/bench.mjs city,prov,nat,big,peers-city,peers-prov,peers-nat,growth,fire [--binary FILE] [--data DIR]
// [--runs N] [--tiles N] [--martin FILE]
// Several are separated by commas. `peers-X` measures X and what a user would pick instead in turn, in one run; `fire` is
// the program under hostile clients (`--minutes N`).
import { growth } from './growth.mjs';
import { sets, what } from './programs.mjs';
import { compare } from './compare.mjs';
import { measure } from './tiles.mjs';

for (const word of what.split(',')) {
  const name = word.replace(/^peers-/, '');
  if (word === 'fire') await import('./fire.mjs');
  else if (word === 'growth') await growth();
  else if (!(name in sets)) throw new Error(`${word} is no bench; write fire, growth, ${Object.keys(sets).join(', ')} or peers- before one`);
  else await (word === name ? measure(name) : compare(name));
}
