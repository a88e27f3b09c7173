import { z } from 'zod';
import type { Currency } from '../platform/money.ts';
import type { Day } from '../platform/time.ts';

/** What a column of an order file can mean. */
export const FIELDS = [
  'customer_id',
  'order_id',
  'order_date',
  'amount',
  'quantity',
  'unit_price',
  'cost',
  'discount',
  'tax',
  'product',
  'category',
  'currency',
  'status',
  'country',
] as const;
export type Field = (typeof FIELDS)[number];

export interface IngestOptions {
  readonly files: readonly string[];
  /** The day on which the analysis stands (ISO); null: the last day in the data. Later rows are rejected. */
  readonly asOf: string | null;
  readonly map: Readonly<Partial<Record<Field, string>>>;
  /** For example DD/MM/YYYY; null: recognised, or refused where the file does not settle it. */
  readonly dateFormat: string | null;
  /** IANA zone in which instants with an offset become calendar days; null: the dates as written. */
  readonly timezone: string | null;
  readonly currency: string | null;
  /** Net margin as a share of net revenue; used where the file has no cost. */
  readonly marginRate: number;
  /** Where rejected.csv goes; null: rejected rows are only counted. */
  readonly rejectedPath: string | null;
}

/**
 * What ingest leaves for the later stages.
 *
 * Tables in the facts engine:
 * - `customers(customer_key INTEGER, customer_id VARCHAR)`: dense keys 0…n-1 in order of customer_id, inserted in key
 *   order; everyone with at least one used sale row.
 * - `purchases(customer_key INTEGER, day INTEGER, revenue_minor BIGINT, margin_minor BIGINT, orders INTEGER)`: one row
 *   per customer and purchase day, net of the returns matched to that day (may be zero or negative), sorted by
 *   (customer_key, day). `day` counts days since 1970-01-01.
 * - `returned(customer_key INTEGER, day INTEGER, purchase_day INTEGER, revenue_minor BIGINT)`: one row per netted row;
 *   `purchase_day` is the purchase it was netted from (NULL: none found), `revenue_minor` is positive, or 0 for an order
 *   that was cancelled before it was money. `customer_key` is NULL for those who never bought.
 * - `order_lines(customer_key INTEGER, day INTEGER, order_id VARCHAR, product VARCHAR, category VARCHAR,
 *   quantity DOUBLE, unit_price DOUBLE, revenue_minor BIGINT)`: used sale rows; columns the file lacks are NULL. A view over
 *   `staged`, each use of which costs one join.
 */
export interface ImportedFacts {
  readonly customers: number;
  readonly asOf: Day;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** null: the file does not say and no --currency was given; amounts then have two decimals. */
  readonly currency: Currency | null;
  readonly has: { readonly product: boolean; readonly category: boolean; readonly unitPrice: boolean };
  readonly summary: ImportSummary;
}

const reconciliation = z.object({
  read: z.int(),
  used: z.int(),
  netted: z.int(),
  rejected: z.int(),
});

export const importSummary = z.object({
  reconciliation: reconciliation.describe('read = used + netted + rejected, over all files'),
  rejectedBy: z.array(z.object({ reason: z.string(), field: z.string(), rows: z.int() })),
  files: z.array(
    z.object({
      name: z.string(),
      format: z.enum(['csv', 'excel', 'parquet']),
      encoding: z.string().nullable(),
      delimiter: z.string().nullable(),
      compressed: z.boolean(),
      rows: z.int(),
      columns: z.array(
        z.object({
          field: z.enum(FIELDS),
          column: z.string(),
          how: z.enum(['given', 'heading', 'content']),
        }),
      ),
      ignoredColumns: z.array(z.string()),
      dateFormat: z.string().nullable(),
    }),
  ),
  level: z.enum(['line', 'order']).describe('one row per order line, or one per order'),
  period: z.object({ first: z.iso.date(), last: z.iso.date(), asOf: z.iso.date() }),
  currency: z.string().nullable(),
  margin: z.object({ source: z.enum(['cost column', 'rate']), rate: z.number().nullable() }),
  quality: z.object({
    customers: z.int(),
    orders: z.int(),
    purchaseDays: z.int(),
    oneTimeBuyers: z.int(),
    countries: z.int().nullable(),
    revenue: z.number().describe('net of returns, in major units'),
    returned: z.number(),
    returnsWithoutPurchase: z.int(),
    repeatedLines: z.int().describe('rows equal to another row in every column'),
    longestGapDays: z.int().describe('longest run of days on which nobody bought'),
    gaps: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), days: z.int() })),
    outliers: z.array(
      z.object({ customerId: z.string(), day: z.iso.date(), revenue: z.number(), timesMedian: z.number() }),
    ),
    concentration: z
      .array(z.object({ customerShare: z.number(), revenueShare: z.number() }))
      .describe('customers from the largest down'),
    largest: z.array(z.object({ customerId: z.string(), revenue: z.number(), share: z.number() })),
  }),
  counts: z
    .record(z.string(), z.int())
    .describe('facts about the file as it came: rows without customer, cancellations, negative quantities, …'),
  findings: z
    .array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }))
    .describe('what the import decided on its own and a person should know; sentences under ingest.finding'),
});
export type ImportSummary = z.infer<typeof importSummary>;
