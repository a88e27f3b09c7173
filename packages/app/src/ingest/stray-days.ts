/** How many rows fall on a day (since 1970-01-01). */
export interface DayCount {
  readonly day: number;
  readonly rows: number;
}

const FAR_DAYS = 366;
const FAR_SHARE = 0.001;

/** The last day before a gap of more than a year behind which hardly a row lies: a slip of the year, not trade. */
export function lastPlausibleDay(days: readonly DayCount[]): number | null {
  const total = days.reduce((sum, { rows }) => sum + rows, 0);
  let behind = 0;
  for (let i = days.length - 1; i > 0; i -= 1) {
    const [here, before] = [days[i], days[i - 1]];
    if (here === undefined || before === undefined) break;
    behind += here.rows;
    if (behind > Math.max(total * FAR_SHARE, total > 20 ? 1 : 0)) return null;
    if (here.day - before.day > FAR_DAYS) return before.day;
  }
  return null;
}
