import type { AnalysisSummary, ReportSources } from '../contract.ts';
import type { Reader } from './reader.ts';

/** What every section of the report is given. */
export interface Page {
  readonly reader: Reader;
  readonly summary: AnalysisSummary;
  readonly sources: ReportSources;
  /** The customers' own ids of the few who are named in the report, by customer_key. */
  readonly idOf: ReadonlyMap<number, string>;
  readonly because: (customer: number) => string;
  /** Those to contact first, best first. */
  readonly top: readonly number[];
}
