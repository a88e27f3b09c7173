/** A column or table name that came from outside, safe inside SQL text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text that came from outside, safe inside SQL text where a parameter cannot stand (COPY, read_csv, templates). */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quoteLiterals(texts: readonly string[]): string {
  return texts.map(quoteLiteral).join(', ');
}
