import type { Finding } from './contract.ts';
import { type Forecaster, within } from './forecaster.ts';
import type { Learnt } from './learn-at.ts';
import { rhythmAlive } from './rhythm-alive.ts';

export interface Alive {
  /** One entry for each distinct history; NaN where nothing can say. */
  readonly pAlive: Float64Array;
  readonly findings: readonly Finding[];
}

const BLIND_TO_ONE_TIME_BUYERS = 'bg-nbd';

/** The likeliest model that lets a customer leave right after the first purchase. */
function witnessFor(chosen: Forecaster, offered: readonly Forecaster[]): Forecaster | null {
  const seeing = offered.filter(({ name, rung }) => rung === 'full model' && name !== BLIND_TO_ONE_TIME_BUYERS);
  const likeliest = seeing.sort((a, b) => (b.logLikelihood ?? 0) - (a.logLikelihood ?? 0))[0];
  return chosen.rung === 'full model' ? (likeliest ?? null) : null;
}

/**
 * P(alive) of the chosen method where it has one. BG/NBD calls every one-time buyer alive for ever, so for them another
 * model answers; methods in which nobody leaves say nothing about anybody, so there the personal rhythm answers.
 */
export function completeAlive(chosen: Forecaster, own: Float64Array, learnt: Learnt): Alive {
  if (!own.some(Number.isNaN)) return { pAlive: own, findings: [] };
  const fillWith = (other: Float64Array) => own.map((p, row) => (Number.isNaN(p) ? other[row] : p));
  const witness = witnessFor(chosen, learnt.offered);
  if (witness !== null) {
    const finding = { code: 'alive_one_time_buyers', values: { model: witness.name } };
    return { pAlive: fillWith(witness.forecast(within(1), learnt.histories).pAlive), findings: [finding] };
  }
  if (learnt.rhythm.parameters === null) return { pAlive: own, findings: [{ code: 'alive_unknown', values: {} }] };
  const { leaving, pAlive } = rhythmAlive(learnt.rhythm.parameters, learnt.histories);
  return {
    pAlive: fillWith(pAlive),
    findings: [{ code: 'alive_from_rhythm', values: { leavingPercent: leaving * 100 } }],
  };
}
