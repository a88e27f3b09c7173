/** The only way in which text from outside becomes part of a statement. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literals(texts: readonly string[]): string {
  return texts.map(literal).join(', ');
}
