export { decide } from './run.ts';
