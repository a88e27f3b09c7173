/** Some purchase days as they stream by; the columns are only lent for the time of the visit. */
export interface Rows<Name extends string> {
  readonly rows: number;
  readonly columns: Readonly<Record<Name, ArrayLike<number>>>;
}
