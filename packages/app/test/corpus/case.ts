import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestOptions } from '../../src/ingest/contract.ts';

/** What a file of the corpus has to end in: a coded refusal, or an import whose rows all went where they belong. */
type Outcome =
  | { readonly error: string }
  | {
      readonly used: number;
      readonly netted?: number;
      /** Rejected rows by reason; the row numbers are those a spreadsheet shows. */
      readonly rejected?: Readonly<Record<string, readonly number[]>>;
      readonly customers?: readonly string[];
      /** Net revenue in major units. */
      readonly revenue?: number;
    };

export interface CorpusCase {
  readonly name: string;
  /** Writes the file or files into `folder`; gives their paths. */
  readonly files: (folder: string) => Promise<readonly string[]> | readonly string[];
  readonly options?: Partial<IngestOptions>;
  readonly outcome: Outcome;
}

/** A case of one file with the given content. */
export function oneFile(file: string, content: string | Buffer): CorpusCase['files'] {
  return (folder) => {
    const path = join(folder, file);
    writeFileSync(path, content);
    return [path];
  };
}

export function severalFiles(contents: Readonly<Record<string, string | Buffer>>): CorpusCase['files'] {
  return (folder) =>
    Object.entries(contents).map(([file, content]) => {
      const path = join(folder, file);
      writeFileSync(path, content);
      return path;
    });
}

export const lines = (...rows: readonly string[]) => `${rows.join('\n')}\n`;

/** Three clean sales of two customers, 10 + 20 + 30, under the given header. */
export const GOOD = lines(
  'customer_id,order_id,order_date,amount',
  'a,1,2024-01-05,10',
  'b,2,2024-01-06,20',
  'a,3,2024-02-07,30',
);
export const GOOD_OUTCOME = { used: 3, customers: ['a', 'b'], revenue: 60 } as const;
