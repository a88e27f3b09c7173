/** East Asian wide and full-width characters and pictures, which take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
/** Accents and joiners, which take none. */
const NO_WIDTH = /\p{Mn}|\p{Cf}/u;

/** Columns that a text takes on a terminal. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!NO_WIDTH.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/**
 * Rows of a terminal table, two spaces between the columns: those that `atRight` names stand at the right edge, which
 * unless said otherwise are all but the first.
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  atRight: (column: number) => boolean = (column) => column > 0,
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
        return atRight(column) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}
