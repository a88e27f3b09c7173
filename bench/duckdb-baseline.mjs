// What DuckDB alone needs, in a process of its own: read the CSV as its sniffer types it, group it by customer.
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const started = process.hrtime.bigint();
await connection.run('CREATE TABLE lines AS SELECT * FROM read_csv($file)', { file: process.argv[2] });
await connection.run(`CREATE TABLE customers AS
  SELECT CustomerID, count(*) AS lines, min(InvoiceDate) AS first, max(InvoiceDate) AS last, sum(Quantity * UnitPrice) AS money
  FROM lines GROUP BY CustomerID`);
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const [{ customers }] = (
  await connection.runAndReadAll('SELECT count(*)::INTEGER AS customers FROM customers')
).getRowObjectsJS();
console.log(JSON.stringify({ seconds, customers }));
