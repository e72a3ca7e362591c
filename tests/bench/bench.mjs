// usage: node tests/bench/bench.mjs city,prov,nat,big,peers-city,peers-prov,peers-nat,live-city,live-prov,live-nat,answers-prov,growth,fire
// [--binary FILE] [--data DIR] [--runs N] [--tiles N] [--martin FILE] [--tippecanoe FILE] [--seconds N] [--rate N] [--minutes N]
// Several are separated by commas. `peers-X` measures X and what a user would pick instead in turn, in one run; `live-X` what
// readers feel of a burst of changes; `answers-X` counts and features; `fire` is the program under hostile clients.
import { answers } from './answers.mjs';
import { growth } from './growth.mjs';
import { sets, what } from './programs.mjs';
import { compare } from './compare.mjs';
import { live } from './live.mjs';
import { measure } from './tiles.mjs';

const kinds = { '': measure, 'peers-': compare, 'live-': live, 'answers-': answers };

for (const word of what.split(',')) {
  const [, kind = '', name] = /^(peers-|live-|answers-)?(.*)$/.exec(word);
  if (word === 'fire') await import('./fire.mjs');
  else if (word === 'growth') await growth();
  else if (name in sets) await kinds[kind](name);
  else throw new Error(`${word} is no bench; write fire, growth, ${Object.keys(sets).join(', ')} or peers-, live- or answers- before one`);
}
