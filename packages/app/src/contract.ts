export { ACTIONS, ATTITUDES, OFFERS, RULES, TIERS } from './decide/contract.ts';
export { FIELDS } from './ingest/contract.ts';
export { type AnalysisSummary, analysisSummary } from './learn/contract.ts';
export { INFERRED_REASONS, WAYS } from './reason/contract.ts';
export { STATES } from './risk/contract.ts';
