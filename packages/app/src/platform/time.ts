const MILLISECONDS_PER_DAY = 86_400_000;

/** A calendar day as whole days since 1970-01-01; the only form in which days cross stages. */
export type Day = number;

export function dayFromIso(iso: string): Day {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / MILLISECONDS_PER_DAY);
}

export function isoFromDay(day: Day): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** Months since 1970-01, so that consecutive months differ by one. */
export function monthOfDay(day: Day): number {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

export type TimeUnit = 'day' | 'week';

export const DAYS_PER_UNIT: Readonly<Record<TimeUnit, number>> = { day: 1, week: 7 };
