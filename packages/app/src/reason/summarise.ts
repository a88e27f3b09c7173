import type { CustomerValues } from '../value/contract.ts';
import { type CustomerReasons, INFERRED_REASONS, type ReasonSummary } from './contract.ts';
import { TROUBLED } from './contrast.ts';
import type { Contrasts } from './reason.ts';
import { COMPARED } from './signs.ts';
import { wayOf } from './tree.ts';

export interface Troubled {
  readonly asked: Uint8Array;
  /** 1: lost, so that the second life is at stake and not the first. */
  readonly lost: Uint8Array;
}

/** Reasons of those in trouble with their number and the value that is at stake, in the order of the codes. */
export function summariseReasons(
  reasons: CustomerReasons,
  values: Pick<CustomerValues, 'futureValue' | 'sltv'>,
  { troubled, contrasts }: { readonly troubled: Troubled; readonly contrasts: Contrasts },
): ReasonSummary {
  const customers = new Int32Array(INFERRED_REASONS.length);
  const value = new Float64Array(INFERRED_REASONS.length);
  const confidence = new Float64Array(INFERRED_REASONS.length);
  let all = 0;
  for (let key = 0; key < troubled.asked.length; key += 1) {
    if (troubled.asked[key] !== TROUBLED) continue;
    const code = reasons.reason[key] as number;
    const atStake = (troubled.lost[key] === 1 ? values.sltv[key] : values.futureValue[key]) as number;
    all += 1;
    customers[code] = (customers[code] as number) + 1;
    value[code] = (value[code] as number) + (Number.isFinite(atStake) ? atStake : 0);
    confidence[code] = (confidence[code] as number) + (reasons.confidence[key] as number);
  }
  return {
    known: all === 0 ? 0 : 1 - (customers[0] as number) / all,
    reasons: INFERRED_REASONS.map((reason, code) => {
      const compared = COMPARED.find((name) => name === reason);
      const number = customers[code] as number;
      return {
        reason,
        way: wayOf(reason),
        status: 'inferred' as const,
        customers: number,
        futureValueAtStake: value[code] as number,
        meanConfidence: number === 0 ? 0 : (confidence[code] as number) / number,
        ...(compared === undefined
          ? {}
          : { seen: { troubled: contrasts[compared].troubled, staying: contrasts[compared].staying } }),
      };
    }),
  };
}
