import type { Facts } from '../platform/facts.ts';
import { quoteLiteral } from '../platform/sql.ts';
import type { FilePlan } from './plan.ts';
import { FIRST_REJECT } from './reject.ts';
import { cellOf, currencyText, parsedColumns } from './row-sql.ts';
import type { DayCount } from './stray-days.ts';

export interface DayMonthEvidence {
  readonly largestFirst: number;
  readonly largestSecond: number;
  /** Values whose first, and whose second, number cannot be a month. */
  readonly examples: readonly string[];
}

/** The whole date column of a file, asked which of its two numbers can be the month. */
export async function readDayMonth(facts: Facts, plan: FilePlan, separator: string): Promise<DayMonthEvidence> {
  const cell = cellOf(plan, 'order_date') ?? 'NULL';
  const part = (n: number) => `TRY_CAST(split_part(trim(d), ${quoteLiteral(separator)}, ${n}) AS INTEGER)`;
  const [row] = await facts.rows<Record<'first' | 'second', number | null> & Record<'a' | 'b' | 'c', string | null>>(
    `SELECT max(a1) AS first, max(a2) AS second, arg_max(d, a1) AS a, arg_max(d, a2) AS b, min(d) AS c
     FROM (SELECT d, ${part(1)} AS a1, ${part(2)} AS a2 FROM (SELECT ${cell} AS d FROM ${plan.source.relation})
           WHERE regexp_matches(trim(d), '^\\d{1,2}${separator === '.' ? '\\.' : separator}\\d{1,2}${separator === '.' ? '\\.' : separator}\\d{2}'))
     WHERE a1 BETWEEN 1 AND 31 AND a2 BETWEEN 1 AND 31`,
  );
  const examples = [row?.a, row?.b, row?.c].filter((value) => value !== null && value !== undefined);
  return { largestFirst: row?.first ?? 0, largestSecond: row?.second ?? 0, examples: [...new Set(examples)] };
}

/** The currencies that a file names, the most frequent first. */
export async function readCurrencies(facts: Facts, plan: FilePlan): Promise<string[]> {
  const text = currencyText(plan);
  if (text === null) return [];
  const rows = await facts.rows<{ code: string }>(
    `SELECT ${text} AS code, count(*) AS n FROM (SELECT ${parsedColumns(plan).join(', ')} FROM ${plan.source.relation})
     WHERE ${text} <> '' GROUP BY 1 ORDER BY n DESC, code LIMIT 20`,
  );
  return rows.map(({ code }) => code);
}

export async function readDayCounts(facts: Facts): Promise<DayCount[]> {
  const rows = await facts.rows<{ day: number; n: bigint }>(
    `SELECT day, count(*) AS n FROM staged WHERE verdict < ${FIRST_REJECT} GROUP BY day ORDER BY day`,
  );
  return rows.map(({ day, n }) => ({ day, rows: Number(n) }));
}

export async function rejectDaysAfter(facts: Facts, day: number, verdict: number): Promise<void> {
  await facts.run(
    `UPDATE staged SET verdict = ${Math.trunc(verdict)} WHERE verdict < ${FIRST_REJECT} AND day > ${Math.trunc(day)}`,
  );
}
