import { speak, type Language } from '../words/words.ts';
import { cell } from './cell.ts';

export const language = cell<Language>('id');
language.subscribe(speak);
