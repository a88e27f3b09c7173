export { measureBucket } from './run-bucket.ts';
export { writeCustomers } from './write-customers.ts';
export { writeReport } from './write-report.ts';
export { writeSummary } from './write-summary.ts';
