/** The few ways in which a request can fail; each maps to one exit code and, later, one HTTP status. */
export type ErrorKind = 'usage' | 'bad_input' | 'not_found' | 'conflict' | 'cancelled' | 'unavailable' | 'internal';

export type ErrorValues = Readonly<Record<string, string | number>>;

/** A failure that a person can act on. `code` is a key under `error.` in the stage's catalogue. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly values: ErrorValues;

  constructor(kind: ErrorKind, code: string, values: ErrorValues = {}) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.values = values;
  }
}

export const EXIT_CODES: Readonly<Record<ErrorKind | 'ok', number>> = {
  ok: 0,
  internal: 1,
  usage: 2,
  bad_input: 3,
  not_found: 4,
  conflict: 5,
  unavailable: 6,
  cancelled: 130,
};
