import { type CorpusCase, lines, oneFile } from './case.ts';

const H = 'customer_id,order_date,amount';
const dated = (...dates: readonly string[]) => lines(H, ...dates.map((date, i) => `c${i},"${date}",10`));
const priced = (...amounts: readonly string[]) =>
  lines(H, ...amounts.map((amount, i) => `c${i},2024-01-0${i + 1},"${amount}"`));

/** Dates, numbers, ids and currencies as people write them. */
export const VALUE_CASES: readonly CorpusCase[] = [
  {
    name: 'DD/MM/YYYY settled by one value',
    files: oneFile('d.csv', dated('03/04/2024', '25/04/2024')),
    outcome: { used: 2 },
  },
  {
    name: 'MM/DD/YYYY settled by one value',
    files: oneFile('d.csv', dated('03/04/2024', '04/25/2024')),
    outcome: { used: 2 },
  },
  {
    name: 'day and month that nothing settles',
    files: oneFile('d.csv', dated('03/04/2024', '05/06/2024')),
    outcome: { error: 'ingest.error.ambiguous_day_month' },
  },
  {
    name: 'the same with --date-format',
    files: oneFile('d.csv', dated('03/04/2024', '05/06/2024')),
    options: { dateFormat: 'MM/DD/YYYY' },
    outcome: { used: 2 },
  },
  {
    name: 'day/month and month/day in one column',
    files: oneFile('d.csv', dated('25/04/2024', '04/25/2024')),
    outcome: { error: 'ingest.error.mixed_day_month' },
  },
  {
    name: 'the same with --date-format',
    files: oneFile('d.csv', dated('25/04/2024', '04/25/2024')),
    options: { dateFormat: 'DD/MM/YYYY' },
    outcome: { used: 1, rejected: { bad_date: [3] } },
  },
  {
    name: 'several unmistakable forms in one column',
    files: oneFile('d.csv', dated('2024-01-05', '5 Jan 2024', '2024年1月6日', 'Jan 7, 2024')),
    outcome: { used: 4 },
  },
  { name: 'DD.MM.YYYY', files: oneFile('d.csv', dated('05.01.2024', '06.01.2024')), outcome: { used: 2 } },
  { name: 'D-Mon-YYYY', files: oneFile('d.csv', dated('5-Jan-2024', '16-Dec-2024')), outcome: { used: 2 } },
  { name: 'YYYYMMDD', files: oneFile('d.csv', dated('20240105', '20241231')), outcome: { used: 2 } },
  { name: 'Excel day numbers', files: oneFile('d.csv', dated('45296', '45297.5')), outcome: { used: 2 } },
  { name: 'Unix seconds', files: oneFile('d.csv', dated('1704412800', '1704499200')), outcome: { used: 2 } },
  { name: 'Unix milliseconds', files: oneFile('d.csv', dated('1704412800000', '1704499200000')), outcome: { used: 2 } },
  {
    name: 'times with offsets',
    files: oneFile('d.csv', dated('2024-01-05T23:30:00Z', '2024-01-06T08:00:00+08:00')),
    options: { timezone: 'Asia/Shanghai' },
    outcome: { used: 2 },
  },
  {
    name: 'an unknown time zone',
    files: oneFile('d.csv', dated('2024-01-05T23:30:00Z')),
    options: { timezone: 'Mars/Olympus' },
    outcome: { error: 'ingest.error.unknown_timezone' },
  },
  {
    name: 'a bad --date-format',
    files: oneFile('d.csv', dated('2024-01-05')),
    options: { dateFormat: 'day first' },
    outcome: { error: 'ingest.error.bad_date_format' },
  },
  {
    name: 'dates that are none',
    files: oneFile('d.csv', dated('soon', 'later')),
    outcome: { error: 'ingest.error.no_date_form' },
  },
  {
    name: '30 February and 29 February of a common year',
    files: oneFile('d.csv', dated('30/02/2024', '29/02/2023', '29/02/2024')),
    outcome: { used: 1, rejected: { bad_date: [2, 3] } },
  },
  {
    name: 'the year 1, the day zero of computers, infinity',
    files: oneFile('d.csv', dated('2024-01-05', '0001-01-01', '1970-01-01', 'infinity', '2024-13-01', '')),
    outcome: { used: 1, rejected: { date_out_of_range: [3, 4, 5], bad_date: [6], no_date: [7] } },
  },
  {
    name: 'a year that slipped',
    files: oneFile(
      'd.csv',
      lines(
        H,
        ...Array.from({ length: 40 }, (_, i) => `a,2024-01-${String((i % 28) + 1).padStart(2, '0')},${i + 1}`),
        'a,2204-01-05,5',
        'a,2042-01-05,5',
      ),
    ),
    outcome: { used: 40, rejected: { far_from_the_rest: [43], date_out_of_range: [42] } },
  },
  {
    name: 'rows after --as-of',
    files: oneFile('d.csv', dated('2024-01-05', '2024-01-06')),
    options: { asOf: '2024-01-05' },
    outcome: { used: 1, rejected: { after_as_of: [3] } },
  },
  {
    name: 'a bad --as-of',
    files: oneFile('d.csv', dated('2024-01-05')),
    options: { asOf: 'yesterday' },
    outcome: { error: 'ingest.error.bad_as_of' },
  },
  {
    name: '1.234,56',
    files: oneFile('n.csv', priced('1.234,56', '7,50', '1.000')),
    outcome: { used: 3, revenue: 2242.06 },
  },
  {
    name: '1,234.56',
    files: oneFile('n.csv', priced('1,234.56', '7.50', '1,000')),
    outcome: { used: 3, revenue: 2242.06 },
  },
  {
    name: '1 234,56 and 1’234.56 do not mix',
    files: oneFile('n.csv', priced('1 234,56', '2 000,10', '3 000,20')),
    outcome: { used: 3, revenue: 6234.86 },
  },
  {
    name: 'only 1,234: thousands',
    files: oneFile('n.csv', priced('1,234', '2,000')),
    outcome: { used: 2, revenue: 3234 },
  },
  {
    name: 'signs, brackets, full width',
    files: oneFile('n.csv', priced('¥1,234.00', '￥５６.５０', '（12.50）')),
    outcome: { used: 2, netted: 1, revenue: 1290.5 },
  },
  {
    name: 'a currency word before the number',
    files: oneFile('n.csv', priced('EUR 12', 'EUR 13.50')),
    outcome: { used: 2, revenue: 25.5 },
  },
  {
    name: 'two currency signs in one column',
    files: oneFile('n.csv', priced('€12', '$13.50')),
    outcome: { error: 'ingest.error.several_currencies' },
  },
  {
    name: 'words, NaN, infinity, too much',
    files: oneFile('n.csv', priced('10', 'ten', 'NaN', 'inf', '1e13', '')),
    outcome: { used: 1, rejected: { bad_number: [3], impossible_amount: [4, 5, 6], no_amount: [7] } },
  },
  {
    name: 'an Excel error in a cell',
    files: oneFile('n.csv', priced('10', '#N/A', '#VALUE!', '#REF!')),
    outcome: { used: 1, rejected: { bad_number: [3, 4, 5] } },
  },
  {
    name: 'zero',
    files: oneFile('n.csv', priced('10', '0', '0.00')),
    outcome: { used: 1, rejected: { zero_amount: [3, 4] } },
  },
  {
    name: 'quantity zero, both negative, price missing',
    files: oneFile(
      'q.csv',
      lines(
        'customer_id,order_date,quantity,price',
        'a,2024-01-05,2,5',
        'a,2024-01-05,0,5',
        'a,2024-01-05,-1,-5',
        'a,2024-01-05,1,',
        'a,2024-01-05,,5',
      ),
    ),
    outcome: {
      used: 1,
      revenue: 10,
      rejected: { zero_quantity: [3], negative_both: [4], no_price: [5], no_quantity: [6] },
    },
  },
  {
    name: 'two currencies',
    files: oneFile('c.csv', lines(`${H},currency`, 'a,2024-01-05,10,GBP', 'a,2024-01-06,10,EUR')),
    outcome: { error: 'ingest.error.several_currencies' },
  },
  {
    name: 'two currencies and a choice',
    files: oneFile('c.csv', lines(`${H},currency`, 'a,2024-01-05,10,GBP', 'a,2024-01-06,10,EUR')),
    options: { currency: 'gbp' },
    outcome: { used: 1, revenue: 10, rejected: { other_currency: [3] } },
  },
  {
    name: 'an unknown --currency',
    files: oneFile('c.csv', lines(H, 'a,2024-01-05,10')),
    options: { currency: 'QQQ' },
    outcome: { error: 'ingest.error.unknown_currency' },
  },
  {
    name: 'yen have no minor unit',
    files: oneFile('c.csv', lines(`${H},currency`, 'a,2024-01-05,1000,JPY')),
    outcome: { used: 1, revenue: 1000 },
  },
  {
    name: 'every row rejected',
    files: oneFile('r.csv', lines(H, ',2024-01-05,10', ',2024-01-06,10')),
    outcome: { error: 'ingest.error.nothing_used' },
  },
  {
    name: 'only returns',
    files: oneFile('r.csv', lines(H, 'a,2024-01-05,-10')),
    outcome: { error: 'ingest.error.no_sales' },
  },
  {
    name: 'leading zeros, case and inner spaces make different customers',
    files: oneFile('i.csv', lines(H, '007,2024-01-05,1', '7,2024-01-05,2', 'a b,2024-01-05,3', 'A B,2024-01-05,4')),
    outcome: { used: 4, customers: ['007', '7', 'A B', 'a b'] },
  },
  {
    name: 'spaces around an id and words for nothing',
    files: oneFile(
      'i.csv',
      lines(
        H,
        ' a ,2024-01-05,1',
        'a,2024-01-06,2',
        '\u3000a\u3000,2024-01-07,3',
        'NULL,2024-01-05,4',
        'N/A,2024-01-05,5',
      ),
    ),
    outcome: { used: 3, customers: ['a'], rejected: { no_customer: [5, 6] } },
  },
  {
    name: 'emoji, SQL and formulas as ids',
    files: oneFile(
      'i.csv',
      lines(H, '😀,2024-01-05,1', `"'; DROP TABLE staged; --",2024-01-05,2`, '=1+1,2024-01-05,3', '@x,2024-01-05,oops'),
    ),
    outcome: { used: 3, customers: ["'; DROP TABLE staged; --", '=1+1', '😀'], rejected: { bad_number: [5] } },
  },
  {
    name: 'an id of ten thousand characters',
    files: oneFile('i.csv', lines(H, `${'k'.repeat(10_000)},2024-01-05,1`)),
    outcome: { used: 1 },
  },
  {
    name: 'ids that went through a column of decimals',
    files: oneFile('i.csv', lines(H, '17850.0,2024-01-05,1', '17851.0,2024-01-05,2', ',2024-01-05,2')),
    outcome: { used: 2, customers: ['17850', '17851'], rejected: { no_customer: [4] } },
  },
  {
    name: 'a column name full of quotes',
    files: oneFile(
      'i.csv',
      lines('customer_id,order_date,amount,"a""; DROP TABLE x; --"', 'a,2024-01-05,10,x', ',2024-01-05,10,x'),
    ),
    outcome: { used: 1, rejected: { no_customer: [3] } },
  },
  {
    name: 'a file name with a quote in it',
    files: oneFile("o'rders $1 订单.csv", lines(H, 'a,2024-01-05,10', ',2024-01-05,10')),
    outcome: { used: 1, rejected: { no_customer: [3] } },
  },
  {
    name: 'cancelled, unpaid and refunded orders',
    files: oneFile(
      's.csv',
      lines(
        '买家会员名,订单编号,订单付款时间,实际支付金额,订单状态',
        'a,1,2024-01-05 10:00:00,10,交易成功',
        'a,2,2024-01-06 10:00:00,20,交易关闭',
        'b,3,2024-01-06 10:00:00,30,已取消',
        'a,4,2024-01-07 10:00:00,40,退款成功',
      ),
    ),
    outcome: { used: 1, netted: 3, customers: ['a'], revenue: 10 },
  },
  {
    name: 'a refund row beside its sale',
    files: oneFile(
      's.csv',
      lines('customer,order no,date,amount,status', 'a,1,2024-01-05,100,completed', 'a,1,2024-01-09,30,refunded'),
    ),
    outcome: { used: 1, netted: 1, revenue: 70 },
  },
  {
    name: 'a return goes off the same product first',
    files: oneFile(
      'r.csv',
      lines(
        'customer,invoice,date,sku,quantity,price',
        'a,1,2024-01-05,p,2,10',
        'a,2,2024-01-08,q,1,50',
        'a,C3,2024-01-09,p,-1,10',
        'b,C4,2024-01-09,p,-1,10',
      ),
    ),
    outcome: { used: 2, netted: 2, customers: ['a'], revenue: 60 },
  },
];
