import { type CorpusCase, GOOD, GOOD_OUTCOME, lines, oneFile, severalFiles } from './case.ts';

const HEADER = 'customer_id,order_id,order_date,amount';

/** Delimiters, quotes, line ends, headings. */
export const STRUCTURE_CASES: readonly CorpusCase[] = [
  { name: 'semicolons', files: oneFile('s.csv', GOOD.replaceAll(',', ';')), outcome: GOOD_OUTCOME },
  { name: 'tabs', files: oneFile('t.tsv', GOOD.replaceAll(',', '\t')), outcome: GOOD_OUTCOME },
  { name: 'pipes', files: oneFile('p.csv', GOOD.replaceAll(',', '|')), outcome: GOOD_OUTCOME },
  { name: 'CRLF line ends', files: oneFile('crlf.csv', GOOD.replaceAll('\n', '\r\n')), outcome: GOOD_OUTCOME },
  { name: 'CR line ends', files: oneFile('cr.csv', GOOD.replaceAll('\n', '\r')), outcome: GOOD_OUTCOME },
  { name: 'mixed line ends', files: oneFile('mixed.csv', GOOD.replace('\n', '\r\n')), outcome: GOOD_OUTCOME },
  { name: 'no line end at the end', files: oneFile('end.csv', GOOD.trimEnd()), outcome: GOOD_OUTCOME },
  {
    name: 'one row',
    files: oneFile('one.csv', lines(HEADER, 'a,1,2024-01-05,10')),
    outcome: { used: 1, customers: ['a'], revenue: 10 },
  },
  {
    name: 'blank lines between rows keep the numbers of a spreadsheet',
    files: oneFile('blank.csv', `\n${HEADER}\n\na,1,2024-01-05,10\n\n\n,2,2024-01-06,20\n`),
    outcome: { used: 1, rejected: { no_customer: [7] } },
  },
  {
    name: 'quoted line ends',
    files: oneFile(
      'quoted.csv',
      lines(`${HEADER},note`, 'a,1,2024-01-05,10,"two\nlines, and ""quotes"""', ',2,2024-01-06,20,x'),
    ),
    outcome: { used: 1, rejected: { no_customer: [3] } },
  },
  {
    name: 'an unterminated quote',
    files: oneFile(
      'open.csv',
      lines(`${HEADER},note`, 'a,1,2024-01-05,10,"open', 'b,2,2024-01-06,20,x', 'c,3,2024-01-07,30,y'),
    ),
    outcome: { used: 2, customers: ['b', 'c'], rejected: { unterminated_quote: [2] } },
  },
  {
    name: 'a quote that is an inch',
    files: oneFile('inch.csv', lines(`${HEADER},note`, 'a,1,2024-01-05,10,5" pipe', 'b,2,2024-01-06,20,7" pipe')),
    outcome: { used: 2, revenue: 30 },
  },
  {
    name: 'text after a closing quote',
    files: oneFile('after.csv', lines(`${HEADER},note`, 'a,1,2024-01-05,10,"x" y', 'b,2,2024-01-06,20,z')),
    outcome: { used: 1, rejected: { unterminated_quote: [2] } },
  },
  {
    name: 'rows with too few and too many cells',
    files: oneFile(
      'ragged.csv',
      lines(HEADER, 'a,1,2024-01-05,10', 'b,2', 'c,3,2024-01-07,30,extra', 'd,4,2024-01-08,40'),
    ),
    outcome: { used: 2, customers: ['a', 'd'], rejected: { ragged_row: [3, 4] } },
  },
  {
    name: 'empty cells after the last column',
    files: oneFile('trailing.csv', lines(HEADER, 'a,1,2024-01-05,10,,', 'b,2,2024-01-06,20,,')),
    outcome: { used: 2 },
  },
  {
    name: 'a header that ends in a delimiter',
    files: oneFile('tail.csv', lines(`${HEADER},`, 'a,1,2024-01-05,10,', 'b,2,2024-01-06,20,')),
    outcome: { used: 2 },
  },
  {
    name: 'rows of empty cells',
    files: oneFile('hollow.csv', lines(HEADER, 'a,1,2024-01-05,10', ',,,')),
    outcome: { used: 1, rejected: { no_customer: [3] } },
  },
  {
    name: 'a header that stands again',
    files: oneFile('again.csv', lines(HEADER, 'a,1,2024-01-05,10', HEADER, 'b,2,2024-01-06,20')),
    outcome: { used: 2, rejected: { repeated_header: [3] } },
  },
  {
    name: 'control characters in a heading',
    files: oneFile(
      'control.csv',
      lines('customer_id,order_date,amount,no\u0000te', 'a,2024-01-05,10,x', ',2024-01-05,10,x'),
    ),
    outcome: { used: 1, rejected: { no_customer: [3] } },
  },
  {
    name: 'duplicate headings: the first counts',
    files: oneFile(
      'twin.csv',
      lines('customer_id,order_date,amount,amount', 'a,2024-01-05,10,99', 'b,2024-01-06,20,99'),
    ),
    outcome: { used: 2, revenue: 30 },
  },
  {
    name: 'headings that differ in case only',
    files: oneFile('case.csv', lines('Customer_ID,order_date,Amount,AMOUNT', 'a,2024-01-05,10,99')),
    outcome: { used: 1, revenue: 10 },
  },
  {
    name: 'no header, recognised by content',
    files: oneFile('bare.csv', lines('K-1,2024-01-05,10.50', 'K-2,2024-01-06,20.50', 'K-1,2024-01-07,30.50')),
    outcome: { used: 3, customers: ['K-1', 'K-2'], revenue: 61.5 },
  },
  {
    name: 'headings in full width and with units',
    files: oneFile('wide.csv', lines('客户编号,下单日期,金额（元）', 'a,2024-01-05,10')),
    outcome: { used: 1, revenue: 10 },
  },
  {
    name: 'no customer column',
    files: oneFile('nobody.csv', lines('order_date,amount,note', '2024-01-05,10,x y')),
    outcome: { error: 'ingest.error.missing_customer_id' },
  },
  {
    name: 'no date column',
    files: oneFile('undated.csv', lines('customer_id,amount', 'a,10')),
    outcome: { error: 'ingest.error.missing_order_date' },
  },
  {
    name: 'no money column',
    files: oneFile('free.csv', lines('customer_id,order_date,note', 'a,2024-01-05,x')),
    outcome: { error: 'ingest.error.missing_amount' },
  },
  {
    name: 'headings that mean nothing, mapped',
    files: oneFile('map.csv', lines('x,y,z', 'a,2024-01-05,10')),
    options: { map: { customer_id: 'x', order_date: 'y', amount: 'z' } },
    outcome: { used: 1, revenue: 10 },
  },
  {
    name: 'a map to a column that is not there',
    files: oneFile('map.csv', GOOD),
    options: { map: { amount: 'price paid' } },
    outcome: { error: 'ingest.error.unknown_column' },
  },
  {
    name: 'a cell of a million characters',
    files: oneFile(
      'huge.csv',
      lines(`${HEADER},note`, `a,1,2024-01-05,10,${'x'.repeat(1_000_000)}`, 'b,2,2024-01-06,20,y'),
    ),
    outcome: { used: 2, revenue: 30 },
  },
  {
    name: 'a quoted cell of a million Chinese characters',
    files: oneFile(
      'huge.csv',
      lines(`${HEADER},note`, `a,1,2024-01-05,10,"${'字'.repeat(1_000_000)}"`, ',2,2024-01-06,20,y'),
    ),
    outcome: { used: 1, rejected: { no_customer: [3] } },
  },
  {
    name: 'a thousand columns',
    files: oneFile(
      'broad.csv',
      lines(
        `${HEADER},${Array.from({ length: 1000 }, (_, i) => `x${i}`).join(',')}`,
        `a,1,2024-01-05,10,${','.repeat(999)}`,
      ),
    ),
    outcome: { used: 1 },
  },
  {
    name: 'two files that overlap: the later one gives way',
    files: severalFiles({ 'jan.csv': GOOD, 'feb.csv': lines(HEADER, 'a,3,2024-02-07,30', 'c,4,2024-02-08,40') }),
    outcome: { used: 4, customers: ['a', 'b', 'c'], revenue: 100, rejected: { duplicate_order: [2] } },
  },
  {
    name: 'two files with different columns',
    files: severalFiles({
      'a.csv': GOOD,
      'b.csv': lines('会员号;数量;单价;日期', 'z;2;7,50;01.03.2024', 'z;1;7,50;02.03.2024'),
    }),
    outcome: { used: 5, customers: ['a', 'b', 'z'], revenue: 82.5 },
  },
  {
    name: 'overlapping files without order ids',
    files: severalFiles({
      'a.csv': lines('customer_id,order_date,amount', 'a,2024-01-05,10', 'a,2024-01-05,10'),
      'b.csv': lines('customer_id,order_date,amount', 'a,2024-01-05,10', 'a,2024-01-06,11'),
    }),
    outcome: { used: 3, revenue: 31, rejected: { duplicate_row: [2] } },
  },
  {
    name: 'an order that stands twice in a file of orders',
    files: oneFile('twice.csv', lines(HEADER, 'a,1,2024-01-05,10', 'b,2,2024-01-06,20', 'a,1,2024-01-05,10')),
    outcome: { used: 2, revenue: 30, rejected: { duplicate_row: [4] } },
  },
  {
    name: 'equal lines in a file of lines are kept',
    files: oneFile(
      'lines.csv',
      lines(
        'customer,invoice,date,sku,quantity,price',
        'a,1,2024-01-05,p,1,10',
        'a,1,2024-01-05,p,1,10',
        'a,1,2024-01-05,q,1,5',
      ),
    ),
    outcome: { used: 3, revenue: 25 },
  },
];
