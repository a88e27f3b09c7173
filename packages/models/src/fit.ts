/** Why something cannot be said, or what is to be known about it: a code with the values its sentence needs. */
export type Reason = {
  readonly code: string;
  readonly values: Readonly<Record<string, number | string>>;
};

/** A fit that gave parameters. */
export type Fitted<P extends string> = {
  readonly ok: true;
  readonly model: string;
  readonly parameters: Record<P, number>;
  /** On the scale of the parameters; null where the likelihood does not identify all of them. */
  readonly standardErrors: Record<P, number> | null;
  readonly logLikelihood: number;
  readonly customers: number;
  /** Distinct rows the customers were reduced to. */
  readonly distinct: number;
  readonly findings: Reason[];
};

/** A fit never throws: it gives parameters, all finite, or the reason why it cannot. */
export type Fit<P extends string> = Fitted<P> | { readonly ok: false; readonly model: string; readonly reason: Reason };

/** A reason with its values. */
export function reason(code: string, values: Reason['values'] = {}): Reason {
  return { code, values };
}
