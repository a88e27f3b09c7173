export { valueCustomers } from './run.ts';
