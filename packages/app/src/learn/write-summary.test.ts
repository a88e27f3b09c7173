import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invent } from '../../test/learn-fixture.ts';
import { openFacts } from '../platform/facts.ts';
import { type AnalysisSummary, analysisSummary } from './contract.ts';
import { renderSummary, summarySchema, writeSummary } from './write-summary.ts';

let folder: string;
let summary: AnalysisSummary;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winback-summary-'));
  const facts = await openFacts({ threads: 1 });
  const invented = await invent(facts, ['a', 'b', 'c', 'd']);
  facts.close();
  summary = invented.summary({ leakyBucket: [], yearlyLossRate: null, recoveryRate: null, cohorts: [] });
});
afterAll(() => rm(folder, { recursive: true }));

describe('summary.json', () => {
  it('is what was given, in the order of the schema, ending with a newline', async () => {
    const { version, ...rest } = summary;
    await writeSummary({ ...rest, version }, folder);
    const text = await readFile(join(folder, 'summary.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(summary);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(analysisSummary.shape));
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).toBe(renderSummary(summary));
  });

  it('refuses a figure that is no number', () => {
    const broken = { ...summary, learn: { ...summary.learn, recoveryRate: Number.NaN } };
    expect(() => renderSummary(broken)).toThrow();
  });

  it('keeps the schema that is published in the repository', async () => {
    const schema = `${JSON.stringify(summarySchema(), null, 2)}\n`;
    await expect(schema).toMatchFileSnapshot('../../schema/summary.schema.json');
  });
});
