/** What goes into the parcel: units that are still to be sent, or all where everything was; no prices. */
import { unitsToSend } from '@/lib/orders/refund-rules'
import { AddressOn, cell, dayIn, headCell, lineName, type Paper, Sheet } from './document'

export function PackingSlip({ store, order }: Paper) {
  const lines = linesToPack(order)
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <Sheet
      store={store}
      title="Packing slip"
      facts={[
        ['Order', `#${order.number}`],
        ['Date', dayIn(order.createdAt, store.locale)],
        ...(order.shippingRateName ? ([['Shipping', order.shippingRateName]] as [string, string][]) : []),
      ]}
    >
      <div className="mt-8">
        <AddressOn title="Ship to" address={order.shippingAddress} />
      </div>
      <table className="mt-8 w-full border-collapse">
        <thead>
          <tr>
            <th className={headCell}>Item</th>
            <th className={headCell}>SKU</th>
            <th className={`${headCell} text-right`}>Quantity</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, quantity }) => (
            <tr key={line.lineNo} className="break-inside-avoid">
              <td className={cell}>{lineName(line)}</td>
              <td className={cell}>{line.sku}</td>
              <td className={`${cell} tabular text-right`}>
                {quantity === line.quantity ? quantity : `${quantity} of ${line.quantity}`}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="py-2 font-medium" colSpan={2}>
              In this parcel
            </td>
            <td className="tabular py-2 text-right font-medium">{units}</td>
          </tr>
        </tfoot>
      </table>
      {order.customerNote ? (
        <section className="mt-8 break-inside-avoid">
          <h3 className="text-[#555]">Your note</h3>
          <p className="mt-0.5 whitespace-pre-wrap">{order.customerNote}</p>
        </section>
      ) : null}
      <p className="mt-10">Thank you for your order. Questions? Write to {store.email}.</p>
    </Sheet>
  )
}

/** Goods alone: what arrives by e-mail is packed by nobody. */
function linesToPack({ lines }: Paper['order']) {
  const goods = lines.some((line) => line.requiresShipping) ? lines.filter((line) => line.requiresShipping) : lines
  const left = goods.map((line) => ({ line, quantity: unitsToSend(line) })).filter(({ quantity }) => quantity > 0)
  if (left.length > 0) return left
  return goods.map((line) => ({ line, quantity: line.fulfilledQuantity })).filter(({ quantity }) => quantity > 0)
}
