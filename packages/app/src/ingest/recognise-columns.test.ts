import { describe, expect, test } from 'vitest';
import type { Field } from './contract.ts';
import { missingFields, recogniseColumns } from './recognise-columns.ts';

const named = (columns: readonly string[], sample: readonly (readonly string[])[] = [], map = {}) =>
  Object.fromEntries(recogniseColumns({ columns, sample }, map).map(({ field, column }) => [field, column]));

const EXPORTS: readonly (readonly [string, readonly string[], Partial<Record<Field, string>>])[] = [
  [
    'UCI Online Retail',
    ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
    {
      order_id: 'InvoiceNo',
      product: 'StockCode',
      quantity: 'Quantity',
      order_date: 'InvoiceDate',
      unit_price: 'UnitPrice',
      customer_id: 'CustomerID',
      country: 'Country',
    },
  ],
  [
    'Taobao',
    [
      '订单编号',
      '买家会员名',
      '买家应付货款',
      '买家实际支付金额',
      '订单状态',
      '订单创建时间',
      '订单付款时间',
      '宝贝标题',
    ],
    {
      order_id: '订单编号',
      customer_id: '买家会员名',
      amount: '买家实际支付金额',
      status: '订单状态',
      order_date: '订单付款时间',
      product: '宝贝标题',
    },
  ],
  [
    'JD',
    ['订单号', '商品ID', '商品名称', '订购数量', '下单时间', '京东价', '下单帐号', '订单状态'],
    {
      order_id: '订单号',
      product: '商品ID',
      quantity: '订购数量',
      order_date: '下单时间',
      unit_price: '京东价',
      customer_id: '下单帐号',
      status: '订单状态',
    },
  ],
  [
    'WooCommerce',
    ['Order ID', 'Order Date', 'Order Status', 'Customer ID', 'Billing Email', 'Order Total', 'Order Currency'],
    {
      order_id: 'Order ID',
      order_date: 'Order Date',
      status: 'Order Status',
      customer_id: 'Customer ID',
      amount: 'Order Total',
      currency: 'Order Currency',
    },
  ],
  [
    'Stripe',
    ['id', 'Created (UTC)', 'Amount', 'Currency', 'Customer ID', 'Customer Email', 'Status'],
    {
      order_date: 'Created (UTC)',
      amount: 'Amount',
      currency: 'Currency',
      customer_id: 'Customer ID',
      status: 'Status',
    },
  ],
  [
    'SAP',
    ['VBELN', 'KUNNR', 'FKDAT', 'MATNR', 'FKIMG', 'NETWR', 'WAERK'],
    {
      order_id: 'VBELN',
      customer_id: 'KUNNR',
      order_date: 'FKDAT',
      product: 'MATNR',
      quantity: 'FKIMG',
      amount: 'NETWR',
      currency: 'WAERK',
    },
  ],
  [
    'Shopify',
    [
      'Name',
      'Email',
      'Financial Status',
      'Paid at',
      'Currency',
      'Subtotal',
      'Taxes',
      'Total',
      'Created at',
      'Lineitem quantity',
      'Lineitem name',
      'Lineitem price',
      'Lineitem sku',
    ],
    {
      order_id: 'Name',
      customer_id: 'Email',
      status: 'Financial Status',
      order_date: 'Created at',
      currency: 'Currency',
      quantity: 'Lineitem quantity',
      unit_price: 'Lineitem price',
      product: 'Lineitem sku',
    },
  ],
];

test.each(EXPORTS)('the headings of %s', (_, columns, expected) => {
  expect(named(columns)).toEqual(expected);
});

describe('where headings say nothing', () => {
  const rows = [
    ['K-17', 'x y', '2024-01-05', '10.50'],
    ['K-18', 'z', '2024-01-06', '20.50'],
    ['K-17', 'x', '2024-01-07', '7.25'],
  ];
  test('content speaks', () => {
    expect(named(['a', 'b', 'c', 'd'], rows)).toEqual({ customer_id: 'a', order_date: 'c', amount: 'd' });
  });
  test('two candidates are none', () => {
    const twice = rows.map((row) => [...row, row[3] ?? '']);
    expect(named(['a', 'b', 'c', 'd', 'e'], twice)).toEqual({ customer_id: 'a', order_date: 'c' });
  });
});

test('a map wins over headings and is forgiving about case and spaces', () => {
  const found = named(['customer_id', 'Buyer Code', 'date', 'amount'], [], { customer_id: 'buyer code' });
  expect(found.customer_id).toBe('Buyer Code');
});

test('what is missing is named', () => {
  const found = recogniseColumns({ columns: ['customer', 'price'], sample: [] }, {});
  expect(missingFields(found)).toEqual(['order_date']);
});
