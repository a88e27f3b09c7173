export { importOrders } from './run.ts';
