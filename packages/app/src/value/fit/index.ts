export type { FitModel } from './contract.ts';
export { describeFit } from './describe.ts';
export { fitFile } from './run.ts';
