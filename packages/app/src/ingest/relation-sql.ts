import { quoteLiteral } from '../platform/sql.ts';

interface CsvFile {
  readonly path: string;
  readonly delimiter: string;
  readonly width: number;
  readonly header: boolean;
  /** The longest line in characters, where it is known. */
  readonly longest?: number;
}

/** The engine's own limit on a line; its buffers grow with it, so it is raised only where a line needs it. */
const USUAL_LINE_BYTES = 2_000_000;

function lineLimit(longest: number | undefined): string {
  const bytes = (longest ?? 0) * 4 + 1024;
  return bytes <= USUAL_LINE_BYTES ? '' : `, max_line_size=${bytes}, buffer_size=${bytes * 2}, parallel=false`;
}

function reader(path: string, options: string, names: readonly string[]): string {
  const columns = names.map((name) => `${quoteLiteral(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${quoteLiteral(path)}, auto_detect=false, quote='"', escape='"', strict_mode=true, ${options}, columns={${columns}})`;
}

const cellNames = (width: number) => Array.from({ length: width }, (_, index) => `c${index}`);

/** A CSV read by the engine's strict reader, every cell as text; nothing about it is left to detection. */
export function csvRelation({ path, delimiter, width, header, longest }: CsvFile): string {
  const options = `delim=${quoteLiteral(delimiter)}, header=${header}${lineLimit(longest)}`;
  return reader(path, options, cellNames(width));
}

export function brokenRelation(path: string, width: number, longest: number): string {
  return reader(path, `delim=',', header=false${lineLimit(longest)}`, ['row', 'code', 'line', ...cellNames(width)]);
}
