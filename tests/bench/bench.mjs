// usage: node tests/bench/bench.mjs city,prov,nat,big,peers-city,peers-prov,peers-nat,live-city,live-prov,live-nat [--binary FILE] [--data DIR] [--runs N]
// Several are separated by commas. `peers-X` measures X and what a user would pick instead in turn, in one run;
// `live-X` what readers feel of a burst of changes.
import { sets, what } from './programs.mjs';
import { compare } from './compare.mjs';
import { live } from './live.mjs';
import { measure } from './tiles.mjs';

const benches = { '': measure, 'peers-': compare, 'live-': live };

for (const word of what.split(',')) {
  const [, kind, name] = /^(peers-|live-)?(.*)$/.exec(word);
  if (!(name in sets)) throw new Error(`${word} is no bench; write ${Object.keys(sets).join(', ')} or peers- or live- before one`);
  await benches[kind ?? ''](name);
}
