/** A value from a file as one short printable line. */
export function printable(text: string, limit = 60): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
