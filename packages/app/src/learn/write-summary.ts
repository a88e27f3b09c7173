import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type AnalysisSummary, analysisSummary } from './contract.ts';

/** The summary as text; what does not keep the published schema is refused, never written. */
export function renderSummary(summary: AnalysisSummary): string {
  return `${JSON.stringify(analysisSummary.parse(summary), null, 2)}\n`;
}

export function summarySchema(): unknown {
  return z.toJSONSchema(analysisSummary);
}

export async function writeSummary(summary: AnalysisSummary, out: string): Promise<void> {
  await writeFile(join(out, 'summary.json'), renderSummary(summary));
}
