// Indonesian sentences of parts that are opened later: they come with the first of those parts.
import id from './later.id.json' with { type: 'json' };
import { teach } from './words.ts';

teach('id', id);
