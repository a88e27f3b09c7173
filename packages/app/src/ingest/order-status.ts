/** Order states under which nothing was sold, in the words of the usual exports; compared after `normaliseStatus`. */
export const CANCELLED_STATUSES: readonly string[] = [
  ...['cancelled', 'canceled', 'cancel', 'void', 'voided', 'failed', 'expired', 'abandoned', 'unpaid', 'rejected'],
  ...['pending payment', 'awaiting payment', 'payment failed', 'not paid', 'declined', 'deleted', 'closed unpaid'],
  ...[
    '已取消',
    '取消',
    '交易关闭',
    '已关闭',
    '交易取消',
    '订单取消',
    '订单关闭',
    '待付款',
    '等待买家付款',
    '未付款',
    '未支付',
  ],
  ...['付款以前，卖家或买家主动关闭交易', '支付失败', '已作废', '作废', '(删除)等待付款', '(删除)锁定', '等待付款'],
];

/** Order states under which what was sold came back or the money was paid back in full. */
export const REFUNDED_STATUSES: readonly string[] = [
  ...['refunded', 'refund', 'fully refunded', 'returned', 'return', 'chargeback', 'charge back', 'reversed'],
  ...[
    '退款',
    '已退款',
    '退款成功',
    '退货',
    '已退货',
    '退货退款',
    '全额退款',
    '退款完成',
    '已退货退款',
    '付款以后用户退款成功，交易自动关闭',
  ],
];
