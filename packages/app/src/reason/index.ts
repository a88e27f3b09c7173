export { inferReasons } from './run.ts';
export { CAUSE_TREE, causeKey, isHardToAvoid } from './tree.ts';
