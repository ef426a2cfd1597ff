/** Server actions of the orders' rooms: notes, returns, drafts, views. */
import { type ActionProbe, merchant } from '../probe'

const ORDERS = 'app/admin/[store]/orders'
const DRAFT = {
  lines: [],
  email: 'a@example.test',
  customerName: 'A',
  note: '',
  discount: { kind: 'none', value: '', title: '' },
  shipping: { kind: 'rates', name: '', price: '' },
}
const line = (variantId: number) => ({ variantId, quantity: '1', price: '' })

export const ORDER_ACTIONS: Record<string, ActionProbe | ActionProbe[]> = {
  'app/admin/[store]/_picker/actions.ts#searchProducts': merchant('products.read', '/discounts/new', () => ({
    q: 'mug',
  })),
  [`${ORDERS}/[id]/actions.ts#fulfil`]: merchant('orders.write', '/orders/1', (ref) => ({
    orderId: ref('order'),
    items: [{ lineNo: 2, quantity: 1 }],
    company: '',
    number: '',
    url: '',
  })),
  [`${ORDERS}/[id]/note-actions.ts#saveNote`]: merchant('orders.write', '/orders/1', (ref) => ({
    orderId: ref('order'),
    note: 'A note',
  })),
  [`${ORDERS}/[id]/note-actions.ts#comment`]: merchant('orders.write', '/orders/1', (ref) => ({
    orderId: ref('order'),
    message: 'A comment',
  })),
  [`${ORDERS}/[id]/note-actions.ts#sendAgain`]: merchant('orders.write', '/orders/1', (ref) => ({
    orderId: ref('order'),
    mail: 'order-confirmation',
    subjectId: null,
  })),
  [`${ORDERS}/[id]/return-actions.ts#openReturnOf`]: merchant('orders.write', '/orders/1', (ref) => ({
    orderId: ref('order'),
    lines: [{ lineNo: 2, quantity: 1, reason: 'unwanted' }],
    trackingNumber: '',
  })),
  [`${ORDERS}/[id]/return-actions.ts#receive`]: merchant('orders.write', '/orders/1', (ref) => ({
    returnId: ref('return'),
    restock: [],
  })),
  [`${ORDERS}/[id]/return-actions.ts#callOff`]: merchant(
    'orders.write',
    '/orders/1',
    (ref) => ({ returnId: ref('return') }),
    { spends: true },
  ),
  [`${ORDERS}/[id]/actions.ts#refund`]: merchant('orders.refund', '/orders/1', (ref) => ({
    orderId: ref('order'),
    lines: [],
    shippingMinor: 0,
    seenRefundedMinor: 0,
    amountMinor: 1,
    reason: '',
    returnId: null,
  })),
  [`${ORDERS}/[id]/actions.ts#cancel`]: merchant(
    'orders.refund',
    '/orders/1',
    (ref) => ({ orderId: ref('order'), reason: 'customer', note: '', restock: false }),
    { rightful: 'conflict' },
  ),
  [`${ORDERS}/_list/bulk-actions.ts#fulfilAll`]: merchant('orders.write', '/orders', (ref) => ({
    orderIds: [ref('order')],
  })),
  [`${ORDERS}/_list/view-actions.ts#saveView`]: merchant('orders.write', '/orders', () => ({
    name: 'To send',
    query: 'fulfillment=unfulfilled',
  })),
  [`${ORDERS}/_list/view-actions.ts#renameView`]: merchant('orders.write', '/orders', (ref) => ({
    id: ref('view'),
    name: 'Renamed',
  })),
  [`${ORDERS}/_list/view-actions.ts#removeView`]: merchant('orders.write', '/orders', (ref) => ({ id: ref('view') }), {
    spends: true,
  }),
  [`${ORDERS}/drafts/actions.ts#quoteDraft`]: merchant('orders.write', '/orders/drafts/new', (ref) => ({
    ...DRAFT,
    lines: [line(ref('variant'))],
  })),
  [`${ORDERS}/drafts/actions.ts#save`]: merchant('orders.write', '/orders/drafts/1', (ref) => ({
    ...DRAFT,
    id: ref('draft'),
    lines: [line(ref('variant'))],
  })),
  [`${ORDERS}/drafts/actions.ts#duplicate`]: merchant('orders.write', '/orders/1', (ref) => ({
    orderId: ref('order'),
  })),
  [`${ORDERS}/drafts/actions.ts#sendInvoice`]: merchant('orders.write', '/orders/drafts/1', (ref) => ({
    id: ref('draft'),
  })),
  [`${ORDERS}/drafts/actions.ts#cancel`]: merchant(
    'orders.write',
    '/orders/drafts/1',
    (ref) => ({ id: ref('draft') }),
    {
      spends: true,
    },
  ),
}
