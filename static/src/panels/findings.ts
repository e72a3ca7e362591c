// The search for clusters as one part: its panel and its sentences come together.
import { learnFindings } from '../words/findings.ts';
import Findings from './Findings.svelte';

export async function open(): Promise<typeof Findings> {
  await learnFindings().catch(() => {});
  return Findings;
}
