import type { Day } from '../../platform/time.ts';
import type { Finding, SecondLifeGrade } from '../contract.ts';
import { type Cut, gradeAt } from './grade.ts';
import type { Timelines } from './timelines.ts';

/** The history must hold the window four times: twice before the earliest cut, to learn, and twice after it. */
const WINDOWS_IN_HISTORY = 4;
const LEAST_WINDOW = 14;
/** The latest cut leaves one window to look at; the others are earlier, so that one sees whether the figures hold. */
const WINDOWS_BEFORE_TODAY = [1, 1.5, 2];

interface Period {
  readonly firstDay: Day;
  readonly asOf: Day;
}

function cutsFor(period: Period, horizonDays: number): Cut[] {
  const history = period.asOf - period.firstDay;
  const window = Math.min(horizonDays, Math.floor(history / WINDOWS_IN_HISTORY));
  if (window < LEAST_WINDOW) return [];
  return WINDOWS_BEFORE_TODAY.map((windows) => ({
    day: period.asOf - Math.round(windows * window),
    window,
    firstDay: period.firstDay,
    asOf: period.asOf,
  }));
}

export interface Graded {
  readonly grades: readonly SecondLifeGrade[];
  readonly findings: readonly Finding[];
}

export function gradeOverCuts(timelines: Timelines, period: Period, horizonDays: number): Graded {
  const cuts = cutsFor(period, horizonDays);
  const [first] = cuts;
  if (first === undefined) {
    const days = period.asOf - period.firstDay;
    const least = LEAST_WINDOW * WINDOWS_IN_HISTORY;
    return { grades: [], findings: [{ code: 'second_life_history_too_short', values: { days, least } }] };
  }
  const grades = cuts.map((cut) => gradeAt(timelines, cut)).filter((grade) => grade !== null);
  const findings: Finding[] = [];
  if (grades.length === 0) findings.push({ code: 'nobody_lost_at_cuts', values: {} });
  else if (first.window < horizonDays) {
    findings.push({ code: 'grade_window_shortened', values: { days: first.window, horizonDays } });
  }
  return { grades, findings };
}
