import { type CustomerReasons, INFERRED_REASONS, type InferredReason } from './contract.ts';
import { type Contrast, contrastSign, type Groups, TROUBLED } from './contrast.ts';
import { COMPARED, type Compared, evidenceFor, type Signs, strengthOf, THRESHOLDS } from './signs.ts';

/** Nobody said why: an inference from orders is never surer than this. */
export const SUREST = 0.7;
/** Below this, unknown is the honest answer. */
const LEAST = 0.1;

/** A single purchase among buyers of whom nobody came again would be a one-time need as surely as this. */
const ONE_TIME_SUREST = 0.5;
const ONE_TIME_LEAST = 0.2;
/** Laplace's statistic is standard normal for steady buying; −1.645 is seen by chance once in twenty. */
const FADING = -1.645;
const FADING_CONFIDENCE = { least: 0.2, perUnit: 0.1, most: 0.4 };
const SEASON = { mostMonths: 3, confidence: 0.4 };

interface Inference {
  reason: InferredReason;
  confidence: number;
  evidence: number;
}

export type Contrasts = Readonly<Record<Compared, Contrast>>;

function keepSurer(inference: Inference, reason: InferredReason, found: { confidence: number; evidence: number }) {
  if (!(found.confidence > inference.confidence)) return;
  inference.reason = reason;
  inference.confidence = found.confidence;
  inference.evidence = found.evidence;
}

/** One purchase, of something after which others seldom come again. */
function oneTimeNeed(signs: Signs, repeats: number, customer: number) {
  const others = signs.othersCameAgain[customer] as number;
  const confidence = ONE_TIME_SUREST * (1 - others);
  return repeats === 0 && confidence >= ONE_TIME_LEAST
    ? { confidence, evidence: 1 - others }
    : { confidence: 0, evidence: Number.NaN };
}

/** Buying that was ending by itself: ever rarer, or always in the same short season. */
function naturalEnd(signs: Signs, customer: number) {
  if ((signs.seasonMonths[customer] as number) <= SEASON.mostMonths) {
    return { confidence: SEASON.confidence, evidence: 1 };
  }
  const trend = signs.trend[customer] as number;
  if (!(trend <= FADING)) return { confidence: 0, evidence: Number.NaN };
  const confidence = FADING_CONFIDENCE.least + FADING_CONFIDENCE.perUnit * (FADING - trend);
  return {
    confidence: Math.min(FADING_CONFIDENCE.most, confidence),
    evidence: signs.firstHalf[customer] as number,
  };
}

/** The likeliest reason of one customer in trouble; what is written into `inference` is the answer. */
function inferReason(
  customer: { readonly key: number; readonly repeats: number },
  known: { readonly signs: Signs; readonly contrasts: Contrasts },
  inference: Inference,
): void {
  const { signs, contrasts } = known;
  inference.reason = 'unknown';
  inference.confidence = 0;
  inference.evidence = Number.NaN;
  for (const reason of COMPARED) {
    const evidence = evidenceFor(signs, reason, customer.key);
    const strength = strengthOf(evidence, THRESHOLDS[reason]);
    const confidence = Math.min(SUREST, strength * contrasts[reason].fraction);
    if (confidence >= LEAST) keepSurer(inference, reason, { confidence, evidence });
  }
  keepSurer(inference, 'one_time_need', oneTimeNeed(signs, customer.repeats, customer.key));
  keepSurer(inference, 'natural_end', naturalEnd(signs, customer.key));
}

/** Whether a sign can name a reason at all: where leaving hardly differs with and without it, it names none. */
export function canTell(contrast: Contrast): boolean {
  return contrast.fraction >= LEAST;
}

export function contrastSigns(signs: Signs, groups: Groups): Contrasts {
  return {
    product_returned: contrastSign(signs, groups, 'product_returned'),
    price_rise: contrastSign(signs, groups, 'price_rise'),
    category_moved: contrastSign(signs, groups, 'category_moved'),
  };
}

/** A reason for everyone in trouble; unknown for everyone else. */
export function reasonAll(signs: Signs, groups: Groups, contrasts: Contrasts): CustomerReasons {
  const customers = groups.asked.length;
  const reason = new Uint8Array(customers);
  const confidence = new Float64Array(customers);
  const evidence = new Float64Array(customers).fill(Number.NaN);
  const inference: Inference = { reason: 'unknown', confidence: 0, evidence: Number.NaN };
  const known = { signs, contrasts };
  for (let key = 0; key < customers; key += 1) {
    if (groups.asked[key] !== TROUBLED) continue;
    inferReason({ key, repeats: groups.repeats[key] as number }, known, inference);
    reason[key] = INFERRED_REASONS.indexOf(inference.reason);
    confidence[key] = inference.confidence;
    evidence[key] = inference.evidence;
  }
  return { reason, confidence, evidence };
}
