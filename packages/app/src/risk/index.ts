export { assessRisks } from './run.ts';
