export { inferReasons } from './run.ts';
export { isHardToAvoid } from './tree.ts';
