import type { Facts } from '../platform/facts.ts';
import { quoteIdentifier, quoteLiteral } from '../platform/sql.ts';
import { columnOf, type FilePlan } from './plan.ts';
import { FIRST_REJECT, LATE_VERDICTS, REJECTS, STRUCTURAL_REASONS } from './reject.ts';
import { GUARD_PREFIX } from './source.ts';
import { originalRow, type StagedShape } from './store-stage.ts';

/** Texts in the user's language for a reason and for a field. */
export interface RejectTexts {
  reason(reason: string): string;
  remedy(reason: string): string;
  field(field: string): string;
}

export interface RejectedPart {
  readonly plan: FilePlan;
  readonly index: number;
  /** The first row of this file in `staged`. */
  readonly start: number;
  readonly end: number;
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe; a plain number does not need one. */
function guarded(cell: string): string {
  const dangerous = `regexp_matches(${cell}, '^''*[=+@\\t\\r-]')`;
  const plain = `regexp_full_match(${cell}, '[+-]?[0-9.,]+')`;
  return `CASE WHEN ${dangerous} AND NOT ${plain} THEN '''' || ${cell} ELSE ${cell} END`;
}

async function createTexts(facts: Facts, texts: RejectTexts): Promise<void> {
  const structural = STRUCTURAL_REASONS.map((reason) => ({ verdict: -1, reason, field: 'row' }));
  await facts.run(
    'CREATE OR REPLACE TABLE reject_texts (code VARCHAR, field VARCHAR, verdict INTEGER, reason VARCHAR, remedy VARCHAR)',
  );
  for (const { verdict, reason, field } of [...REJECTS, ...structural]) {
    await facts.run('INSERT INTO reject_texts VALUES ($code, $field, $verdict, $reason, $remedy)', {
      code: reason,
      field: texts.field(field),
      verdict,
      reason: texts.reason(reason),
      remedy: texts.remedy(reason),
    });
  }
}

function keptColumns(plan: FilePlan): { name: string; index: number }[] {
  return plan.source.columns.flatMap((name, index) => (name.startsWith(GUARD_PREFIX) ? [] : [{ name, index }]));
}

/** Original columns under their own names, those of rejected.csv left out. */
function originals(plan: FilePlan): string {
  const cell = (index: number) => (plan.source.mended ? `c${index}` : guarded(`c${index}`));
  return keptColumns(plan)
    .map(({ name, index }) => `${cell(index)} AS ${quoteIdentifier(name)}`)
    .join(', ');
}

/** The value that a rejected row fell over: the cell of the field its verdict names. */
function offendingValue(plan: FilePlan): string {
  const cases = REJECTS.flatMap(({ verdict, field }) => {
    const column = field === 'row' ? undefined : columnOf(plan, field);
    return column === undefined ? [] : [`WHEN ${verdict} THEN ${guarded(`c${column.index}`)}`];
  });
  return cases.length === 0 ? 'NULL::VARCHAR' : `CASE verdict ${cases.join(' ')} END`;
}

/** Without it spreadsheets take the file for another encoding and show Chinese as noise. */
const BYTE_ORDER_MARK = '\ufeff';

const meta = (name: string) => quoteIdentifier(`${GUARD_PREFIX}${name}`);

/** The cells of the rejected rows of one file, as c0 … c(n-1), with their place among its records. */
function rejectedCells({ plan, start, end }: RejectedPart): string {
  const cells = plan.source.columns.map((_, index) => `cells[${index + 1}] AS c${index}`).join(', ');
  return `SELECT k, verdict, ${cells} FROM (
    SELECT rowid - ${start} AS k, verdict, from_json(text, '["VARCHAR"]') AS cells FROM staged
    WHERE rowid >= ${start} AND rowid < ${end} AND verdict >= ${FIRST_REJECT})`;
}

function rejectedSelect(part: RejectedPart): string {
  const { plan, index } = part;
  return `SELECT ${index} AS file_index, k + 1 + coalesce(s.skipped, 0) AS ${meta('row')},
      ${quoteLiteral(plan.source.name)} AS ${meta('file')}, t.field AS ${meta('field')},
      ${offendingValue(plan)} AS ${meta('value')}, t.code AS ${meta('code')},
      t.reason AS ${meta('reason')}, t.remedy AS ${meta('remedy')}, ${originals(plan)}
    FROM (${rejectedCells(part)}) JOIN reject_texts t USING (verdict)
    ASOF LEFT JOIN (SELECT * FROM skips WHERE file = ${index}) s ON k >= s.threshold`;
}

function brokenSelect({ plan, index }: RejectedPart): string[] {
  if (plan.source.broken === null) return [];
  const select = `SELECT ${index} AS file_index, b.row::BIGINT AS ${meta('row')}, ${quoteLiteral(plan.source.name)} AS ${meta('file')},
      t.field AS ${meta('field')}, ${guarded('b.line')} AS ${meta('value')}, b.code AS ${meta('code')},
      t.reason AS ${meta('reason')}, t.remedy AS ${meta('remedy')}, ${originals(plan)}
    FROM ${plan.source.broken.relation} b JOIN reject_texts t ON t.code = b.code AND t.verdict = -1`;
  return [select];
}

/**
 * How many rows were left out before the k-th record: a left-out row s, the j-th of them from 0, stands before every
 * record from s - 1 - j on.
 */
async function createSkips(facts: Facts, parts: readonly RejectedPart[]): Promise<void> {
  const entries = parts.flatMap(({ plan, index }) => {
    const last = new Map<number, number>();
    plan.source.skippedRows.forEach((row, before) => {
      last.set(row - 1 - before, before + 1);
    });
    return [...last].map(([threshold, skipped]) => ({ index, threshold, skipped }));
  });
  await facts.create('skips', {
    file: Int32Array.from(entries, ({ index }) => index),
    threshold: Int32Array.from(entries, ({ threshold }) => threshold),
    skipped: Int32Array.from(entries, ({ skipped }) => skipped),
  });
}

export interface RejectedFile {
  readonly path: string;
  readonly shape: StagedShape;
  /** Where each file begins in `staged`, and at the end the number of its rows. */
  readonly starts: readonly number[];
  readonly texts: RejectTexts;
}

/** Rows rejected after staging still show their product; their originals are fetched from the file. */
async function fetchOriginals(facts: Facts, { plan, start, end }: RejectedPart): Promise<void> {
  const late = `rowid >= ${start} AND rowid < ${end} AND verdict IN (${LATE_VERDICTS.join(', ')})`;
  const [found] = await facts.rows(`SELECT 1 FROM staged WHERE ${late} LIMIT 1`);
  if (found === undefined) return;
  await facts.run(`UPDATE staged SET text = o.text FROM (
      SELECT k + ${start} AS id, ${originalRow(plan)} AS text
      FROM (SELECT row_number() OVER () - 1 AS k, * FROM ${plan.source.relation})
      JOIN (SELECT rowid - ${start} AS k FROM staged WHERE ${late}) USING (k)
    ) AS o WHERE staged.rowid = o.id`);
}

/** Writes every rejected row, in the order of the files, with why and what to do before its own columns. */
export async function writeRejected(facts: Facts, { path, shape, starts, texts }: RejectedFile): Promise<void> {
  const parts = shape.plans.map((plan, index) => ({
    plan,
    index,
    start: starts[index] ?? 0,
    end: starts[index + 1] ?? 0,
  }));
  for (const part of parts) await fetchOriginals(facts, part);
  await createTexts(facts, texts);
  await createSkips(facts, parts);
  const selects = parts.flatMap((part) => [rejectedSelect(part), ...brokenSelect(part)]);
  await facts.run(`COPY (
    SELECT ${meta('row')} AS ${quoteIdentifier(`${BYTE_ORDER_MARK}${GUARD_PREFIX}row`)}, * EXCLUDE (file_index, ${meta('row')})
    FROM (${selects.join(' UNION ALL BY NAME ')}) ORDER BY file_index, ${meta('row')}
  ) TO ${quoteLiteral(path)} (FORMAT csv, HEADER true, DELIMITER ',')`);
  await facts.run('DROP TABLE skips; DROP TABLE reject_texts');
}

const SECOND_LOOK_ROWS = 5000;

/** Rows that could not be read, for a second look at how the column is written. */
export async function readRejectedCells(
  facts: Facts,
  part: RejectedPart,
  verdicts: readonly number[],
): Promise<string[][]> {
  const rows = await facts.rows<Record<string, string | null>>(
    `SELECT * FROM (${rejectedCells(part)}) WHERE verdict IN (${verdicts.join(', ')}) ORDER BY k LIMIT ${SECOND_LOOK_ROWS}`,
  );
  return rows.map((row) => part.plan.source.columns.map((_, index) => row[`c${index}`] ?? ''));
}

/** Broken rows by what is wrong with them, over all files. */
export async function countBroken(facts: Facts, shape: StagedShape): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { source } of shape.plans) {
    if (source.broken === null) continue;
    const rows = await facts.rows<{ code: string; n: bigint }>(
      `SELECT code, count(*) AS n FROM ${source.broken.relation} GROUP BY code ORDER BY code`,
    );
    for (const { code, n } of rows) counts.set(code, (counts.get(code) ?? 0) + Number(n));
  }
  return counts;
}
