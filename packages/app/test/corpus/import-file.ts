import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { ImportedFacts, IngestOptions } from '../../src/ingest/contract.ts';
import { importOrders } from '../../src/ingest/index.ts';
import { type Facts, openFacts } from '../../src/platform/facts.ts';
import { createTranslator } from '../../src/platform/i18n.ts';
import { SILENT } from '../../src/platform/progress.ts';

export interface Imported {
  readonly imported: ImportedFacts;
  readonly facts: Facts;
  readonly rejected: readonly Record<string, string>[];
}

export function ingestOptions(options: Partial<IngestOptions>): IngestOptions {
  return {
    files: [],
    asOf: null,
    map: {},
    dateFormat: null,
    timezone: null,
    currency: null,
    marginRate: 0.3,
    rejectedPath: null,
    ...options,
  };
}

export function readRejected(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true, bom: true });
}

/** Runs an import in an engine of its own and hands both to `check`. */
export async function importFile<T>(
  options: Partial<IngestOptions> & { rejectedPath: string },
  check: (result: Imported) => Promise<T>,
): Promise<T> {
  const facts = await openFacts();
  try {
    const context = { facts, progress: SILENT, translator: createTranslator('en'), seed: 1 };
    const imported = await importOrders(context, ingestOptions(options));
    return await check({ imported, facts, rejected: readRejected(options.rejectedPath) });
  } finally {
    facts.close();
  }
}
