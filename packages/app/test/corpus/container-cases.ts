import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { type CorpusCase, GOOD, GOOD_OUTCOME, lines, oneFile, severalFiles } from './case.ts';

const zipped = gzipSync(GOOD.repeat(1));
const isRoot = process.getuid?.() === 0;

/** Files that are not what their name says, cannot be opened, or stop in the middle. */
export const CONTAINER_CASES: readonly CorpusCase[] = [
  {
    name: 'a missing file',
    files: (folder) => [join(folder, 'absent.csv')],
    outcome: { error: 'ingest.error.no_file' },
  },
  { name: 'no file at all', files: () => [], outcome: { error: 'ingest.error.no_files' } },
  {
    name: 'a folder',
    files: (folder) => {
      mkdirSync(join(folder, 'orders.csv'));
      return [join(folder, 'orders.csv')];
    },
    outcome: { error: 'ingest.error.not_a_file' },
  },
  {
    name: 'a file that may not be read (the superuser may)',
    files: (folder) => {
      const path = join(folder, 'secret.csv');
      writeFileSync(path, GOOD);
      chmodSync(path, 0);
      return [path];
    },
    outcome: isRoot ? GOOD_OUTCOME : { error: 'ingest.error.unreadable' },
  },
  { name: 'an empty file', files: oneFile('empty.csv', ''), outcome: { error: 'ingest.error.empty_file' } },
  { name: 'only line ends', files: oneFile('blank.csv', '\n\n\n'), outcome: { error: 'ingest.error.empty_file' } },
  {
    name: 'only a byte order mark',
    files: oneFile('bom.csv', '\ufeff'),
    outcome: { error: 'ingest.error.empty_file' },
  },
  {
    name: 'only a header',
    files: oneFile('header.csv', 'customer_id,order_date,amount\n'),
    outcome: { error: 'ingest.error.no_rows' },
  },
  {
    name: 'a header without its line end',
    files: oneFile('header.csv', 'customer_id,order_date,amount'),
    outcome: { error: 'ingest.error.no_rows' },
  },
  {
    name: 'prose',
    files: oneFile('letter.csv', 'Dear colleagues\nplease find attached\nthe orders\n'),
    outcome: { error: 'ingest.error.no_table' },
  },
  { name: 'gzip', files: oneFile('orders.csv.gz', gzipSync(GOOD)), outcome: GOOD_OUTCOME },
  { name: 'gzip without its suffix', files: oneFile('orders.csv', gzipSync(GOOD)), outcome: GOOD_OUTCOME },
  {
    name: 'gzip in two members',
    files: oneFile('orders.csv.gz', Buffer.concat([gzipSync(GOOD), gzipSync('c,4,2024-03-01,5\n')])),
    outcome: { used: 4, customers: ['a', 'b', 'c'], revenue: 65 },
  },
  {
    name: 'truncated gzip',
    files: oneFile('cut.csv.gz', zipped.subarray(0, zipped.length - 12)),
    outcome: { error: 'ingest.error.broken_gzip' },
  },
  {
    name: 'gzip with a wrong checksum',
    files: oneFile('sum.csv.gz', Buffer.concat([zipped.subarray(0, -8), Buffer.alloc(8, 7)])),
    outcome: { error: 'ingest.error.broken_gzip' },
  },
  {
    name: 'gzip of nothing',
    files: oneFile('nothing.csv.gz', gzipSync('')),
    outcome: { error: 'ingest.error.empty_file' },
  },
  {
    name: 'gzip in gzip',
    files: oneFile('twice.csv.gz', gzipSync(zipped)),
    outcome: { error: 'ingest.error.not_a_table' },
  },
  { name: 'plain text named .gz', files: oneFile('plain.csv.gz', GOOD), outcome: GOOD_OUTCOME },
  {
    name: 'a PNG named .csv',
    files: oneFile('picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    outcome: { error: 'ingest.error.not_a_table' },
  },
  {
    name: 'a PDF named .csv',
    files: oneFile('invoice.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n'),
    outcome: { error: 'ingest.error.not_a_table' },
  },
  {
    name: 'an old Excel workbook named .xlsx',
    files: oneFile('old.xlsx', Buffer.from('d0cf11e0a1b11ae1000000000000000000000000', 'hex')),
    outcome: { error: 'ingest.error.old_excel' },
  },
  {
    name: 'a zip that is no workbook',
    files: oneFile('archive.xlsx', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')),
    outcome: { error: 'ingest.error.broken_excel' },
  },
  {
    name: 'random bytes',
    files: oneFile('noise.csv', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256))),
    outcome: { error: 'ingest.error.not_a_table' },
  },
  {
    name: 'a cut Parquet',
    files: oneFile('cut.parquet', Buffer.from('PAR1\u0015\u0004\u0015')),
    outcome: { error: 'ingest.error.broken_parquet' },
  },
  {
    name: 'the same file twice',
    files: (folder) => {
      const path = join(folder, 'orders.csv');
      writeFileSync(path, GOOD);
      return [path, path];
    },
    outcome: { error: 'ingest.error.same_file' },
  },
  {
    name: 'two names, one content',
    files: severalFiles({ 'a.csv': GOOD, 'b.csv': GOOD }),
    outcome: { error: 'ingest.error.same_file' },
  },
];

const CHINESE = lines(
  '客户编号,订单编号,下单时间,金额',
  '张三,1,2024年1月5日,10',
  '李四,2,2024年1月6日,20',
  '张三,3,2024年2月7日,30',
);
const CHINESE_OUTCOME = { used: 3, customers: ['张三', '李四'], revenue: 60 } as const;
const utf16 = (text: string, encoding: 'utf-16le' | 'utf-16be', addBOM: boolean) =>
  iconv.encode(text, encoding, { addBOM });

/** Text in the encodings that exports come in. */
export const ENCODING_CASES: readonly CorpusCase[] = [
  { name: 'UTF-8', files: oneFile('zh.csv', CHINESE), outcome: CHINESE_OUTCOME },
  { name: 'UTF-8 with a byte order mark', files: oneFile('zh.csv', `\ufeff${CHINESE}`), outcome: CHINESE_OUTCOME },
  { name: 'GB18030', files: oneFile('zh.csv', iconv.encode(CHINESE, 'gb18030')), outcome: CHINESE_OUTCOME },
  {
    name: 'UTF-16 LE with a byte order mark',
    files: oneFile('zh.csv', utf16(CHINESE, 'utf-16le', true)),
    outcome: CHINESE_OUTCOME,
  },
  {
    name: 'UTF-16 BE with a byte order mark',
    files: oneFile('zh.csv', utf16(CHINESE, 'utf-16be', true)),
    outcome: CHINESE_OUTCOME,
  },
  { name: 'UTF-16 LE without a mark', files: oneFile('zh.csv', utf16(GOOD, 'utf-16le', false)), outcome: GOOD_OUTCOME },
  { name: 'UTF-16 BE without a mark', files: oneFile('zh.csv', utf16(GOOD, 'utf-16be', false)), outcome: GOOD_OUTCOME },
  {
    name: 'windows-1252',
    files: oneFile(
      'west.csv',
      iconv.encode(
        lines('customer_id,order_date,amount', 'Müller,2024-01-05,10', 'José,2024-01-06,20'),
        'windows-1252',
      ),
    ),
    outcome: { used: 2, customers: ['José', 'Müller'], revenue: 30 },
  },
  {
    name: 'UTF-8 with one damaged row',
    files: oneFile(
      'bad.csv',
      Buffer.concat([
        Buffer.from(CHINESE),
        Buffer.from('王', 'utf8').subarray(0, 2),
        Buffer.from(',4,2024年3月1日,5\n'),
      ]),
    ),
    outcome: { used: 3, rejected: { bad_encoding: [5] } },
  },
  {
    name: 'a byte order mark in the middle, where two files were joined',
    files: oneFile(
      'joined.csv',
      `\ufeff${GOOD}\ufeff${GOOD.replaceAll('2024', '2025').replaceAll(',1,', ',11,').replaceAll(',2,', ',12,').replaceAll(',3,', ',13,')}`,
    ),
    outcome: { used: 6, rejected: { repeated_header: [5] }, revenue: 120 },
  },
  {
    name: 'NUL bytes in a row',
    files: oneFile(
      'nul.csv',
      lines(
        'customer_id,order_date,amount',
        ...Array.from({ length: 20 }, (_, i) => `a,2024-01-${String(i + 1).padStart(2, '0')},10`),
        'b\u0000c,2024-01-06,20',
      ),
    ),
    outcome: { used: 20, rejected: { nul_bytes: [22] } },
  },
];
