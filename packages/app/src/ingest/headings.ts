import type { Field } from './contract.ts';

/**
 * The headings under which exports carry each field, best first: where a file has several columns for one field, the
 * earlier heading wins. Compared after `normaliseHeading`, so case, spaces, punctuation and width do not matter.
 * Covers general use and the exports of Shopify, WooCommerce, Amazon, Stripe, Square, SAP, Taobao/Tmall, JD and Youzan.
 */
export const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  customer_id: [
    ...['customer id', 'customer no', 'customer number', 'customer code', 'customer key', 'cust id', 'cust no', 'cust'],
    ...['client id', 'client no', 'member id', 'member no', 'membership number', 'account id', 'account no'],
    ...['account number', 'user id', 'buyer id', 'shopper id', 'sold to party', 'sold to', 'kunnr', 'debtor no'],
    ...['kundennummer', 'cid', 'customer'],
    ...['客户编号', '客户号', '客户id', '客户代码', '客户编码', '会员编号', '会员号', '会员id', '会员卡号', '会员卡'],
    ...[
      '顾客编号',
      '顾客id',
      '用户id',
      '用户编号',
      '买家id',
      '买家会员名',
      '买家昵称',
      '买家旺旺',
      '下单帐号',
      '下单账号',
    ],
    ...['用户账号', '用户帐号', '客户账号', 'openid', 'unionid', '客户', '会员', '顾客', '买家'],
    ...['customer email', 'email', 'e-mail', 'buyer email', 'billing email', 'billing email address'],
    ...[
      'user email',
      'customer phone',
      'phone',
      'mobile',
      '手机号',
      '手机号码',
      '买家手机号',
      '买家手机',
      '收货人手机号',
    ],
    ...['联系手机', '客户手机', '邮箱', 'customer name', 'client name', 'buyer name', 'username', 'user name', 'user'],
    ...['client', 'buyer', 'member', '客户名称', '客户姓名', '会员姓名', '会员名', '用户名', '买家姓名'],
  ],
  order_id: [
    ...['order id', 'order no', 'order number', 'order', 'invoice no', 'invoice id', 'invoice number', 'invoice'],
    ...['amazon order id', 'merchant order id', 'sales order', 'sales document', 'vbeln', 'billing document'],
    ...['transaction id', 'transaction no', 'transaction', 'receipt id', 'receipt no', 'receipt number', 'receipt'],
    ...['basket id', 'bill no', 'document no', 'document number', 'purchase id', 'payment id', 'charge id'],
    ...['订单编号', '订单号', '主订单编号', '订单id', '交易号', '交易编号', '交易单号', '单号', '单据编号', '单据号'],
    ...['发票号', '发票号码', '流水号', '小票号', '销售单号', '支付单号'],
  ],
  order_date: [
    ...['order date', 'order time', 'order datetime', 'order date time', 'invoice date', 'invoice datetime'],
    ...['purchase date', 'purchase time', 'purchased at', 'transaction date', 'transaction time', 'date of purchase'],
    ...[
      'sale date',
      'sales date',
      'billing date',
      'document date',
      'posting date',
      'fkdat',
      'audat',
      'order created at',
    ],
    ...['order purchase timestamp', 'date created', 'date paid', 'payment date', 'paid at', 'created at', 'created'],
    ...['created utc', 'created date utc', 'date time', 'datetime', 'timestamp', 'date', 'day', 'time'],
    ...['订单付款时间', '付款时间', '支付时间', '订单支付时间', '付款日期', '支付日期', '订单创建时间', '下单时间'],
    ...['下单日期', '订单日期', '订单时间', '购买日期', '购买时间', '交易日期', '交易时间', '成交时间', '成交日期'],
    ...['销售日期', '销售时间', '消费日期', '消费时间', '开票日期', '发票日期', '单据日期', '创建时间', '日期', '时间'],
  ],
  amount: [
    ...[
      'amount',
      'net amount',
      'line total',
      'line amount',
      'order total',
      'total amount',
      'order amount',
      'net sales',
    ],
    ...['sales amount', 'sales', 'revenue', 'net revenue', 'sales value', 'item total', 'item price', 'extended price'],
    ...['lineitem total', 'order value', 'total price', 'total spent', 'amount paid', 'paid amount', 'payment amount'],
    ...['payment value', 'net value', 'netwr', 'turnover', 'spend', 'spent', 'dollar value', 'subtotal', 'sub total'],
    ...['gross amount', 'gross sales', 'grand total', 'total', 'value', 'betrag', 'umsatz', 'montant', 'importe'],
    ...[
      '实际支付金额',
      '买家实际支付金额',
      '买家实付金额',
      '实付金额',
      '订单实付金额',
      '商品实付金额',
      '实付',
      '实收金额',
      '实收',
    ],
    ...[
      '支付金额',
      '付款金额',
      '成交金额',
      '成交额',
      '消费金额',
      '订单金额',
      '销售金额',
      '销售额',
      '交易金额',
      '应付金额',
    ],
    ...['买家应付货款', '商品金额', '订单总额', '总金额', '合计', '合计金额', '总额', '总价', '小计', '金额', '收入'],
  ],
  quantity: [
    ...[
      'quantity',
      'qty',
      'quantity purchased',
      'order quantity',
      'order qty',
      'ordered quantity',
      'lineitem quantity',
    ],
    ...['units', 'units sold', 'items', 'item count', 'number of items', 'pieces', 'pcs', 'count', 'menge', 'fkimg'],
    ...['数量', '购买数量', '商品数量', '宝贝总数量', '宝贝数量', '订购数量', '件数', '销售数量', '销量', '购买件数'],
  ],
  unit_price: [
    ...[
      'unit price',
      'price per unit',
      'price each',
      'lineitem price',
      'item unit price',
      'selling price',
      'sale price',
    ],
    ...['list price', 'net price', 'price', 'rate', 'netpr', 'einzelpreis'],
    ...['单价', '商品单价', '销售单价', '成交单价', '商品价格', '京东价', '售价', '价格'],
  ],
  cost: [
    ...['cost', 'unit cost', 'cost per item', 'cost per unit', 'item cost', 'cost price', 'total cost', 'cogs'],
    ...['cost of goods', 'cost of goods sold', 'line cost', 'wavwr'],
    ...['成本', '成本价', '单位成本', '商品成本', '成本金额', '总成本', '进价', '采购价'],
  ],
  discount: [
    ...['discount', 'discount amount', 'lineitem discount', 'total discount', 'discounts', 'promotion discount'],
    ...[
      'item promotion discount',
      'coupon amount',
      '优惠',
      '优惠金额',
      '折扣',
      '折扣金额',
      '商品优惠',
      '店铺优惠',
      '优惠券金额',
    ],
  ],
  tax: [
    ...['tax', 'taxes', 'tax amount', 'vat', 'vat amount', 'item tax', 'total tax', 'order tax', 'sales tax', 'gst'],
    ...['mwst', 'mwsbp', '税', '税额', '税费', '增值税', '税金'],
  ],
  product: [
    ...['product id', 'sku', 'stock code', 'product code', 'item id', 'item code', 'item number', 'item no', 'asin'],
    ...[
      'seller sku',
      'lineitem sku',
      'material',
      'material number',
      'matnr',
      'article number',
      'article',
      'upc',
      'ean',
    ],
    ...['product', 'product name', 'item name', 'lineitem name', 'title', 'item', 'description', 'product title'],
    ...[
      '商品编号',
      '商品编码',
      '商品id',
      '商品代码',
      '货号',
      '商家编码',
      '规格编码',
      '商品sku',
      '产品编号',
      '产品编码',
      '物料编码',
    ],
    ...['物料号', '宝贝id', '商品', '产品', '商品名称', '产品名称', '宝贝标题', '商品标题', '标题', '品名'],
  ],
  category: [
    ...['category', 'product category', 'product category name', 'product type', 'department', 'product line'],
    ...['item category', 'product group', 'material group', 'matkl', 'class', 'type of product'],
    ...['类目', '商品类目', '品类', '类别', '商品分类', '商品类别', '产品类别', '分类', '宝贝种类'],
  ],
  currency: [
    ...['currency', 'currency code', 'curr', 'waerk', 'waers', 'order currency', 'presentment currency'],
    ...['币种', '货币', '货币代码', '币别'],
  ],
  status: [
    ...['order status', 'status', 'financial status', 'payment status', 'order state', 'state of order'],
    ...[
      'transaction status',
      'sales status',
      'kind',
      'transaction type',
      '订单状态',
      '交易状态',
      '状态',
      '售后状态',
      '退款状态',
    ],
  ],
  country: [
    ...['country', 'country code', 'ship country', 'shipping country', 'billing country', 'customer country', 'land1'],
    ...['customer country code', 'market', '国家', '国家地区', '国家/地区', '收货国家'],
  ],
};

/** Amount headings that name what was paid, tax included; a recognised tax column is then subtracted. */
const GROSS = /total|gross|paid|spent|grand|实付|实际支付|实收|应付|含税/u;
const NET = /\bnet|subtotal|sub total|excl|不含税/u;
const PER_UNIT = /unit|each|per item|price|单位|单件|成本价|进价|采购价/u;

/** One spelling for headings that a person would read as the same. */
export function normaliseHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./:#'"“”（）()[\]【】、,，：*]+/gu, '');
}

/** The heading without a unit in brackets: "Amount (GBP)", "金额（元）". */
export function withoutBrackets(heading: string): string {
  return heading.normalize('NFKC').replace(/[([【{].*?[)\]】}]/gu, '');
}

export function includesTax(heading: string): boolean {
  const text = heading.normalize('NFKC').toLowerCase().replace(/_/gu, ' ');
  return GROSS.test(text) && !NET.test(text);
}

/** Whether a cost heading speaks of one piece rather than of the whole row. */
export function isPerUnit(heading: string): boolean {
  return PER_UNIT.test(heading.normalize('NFKC').toLowerCase().replace(/_/gu, ' '));
}
