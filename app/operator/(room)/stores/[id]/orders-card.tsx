/** The last orders by number, state and amount. Who placed them is in the store's desk. */
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { Money } from '@/app/_ui/money'
import { Table, Td, Th } from '@/app/_ui/table'
import type { StoreSheet } from '@/lib/operators/store-sheet'

export function OrdersCard({ orders }: { orders: StoreSheet['recent'] }) {
  return (
    <Card title="Last orders" flush>
      {orders.length === 0 ? (
        <p className="px-4 pb-5 text-muted sm:px-5">Nobody has bought anything yet.</p>
      ) : (
        <Table aria-label="Last orders">
          <thead>
            <tr>
              <Th>Order</Th>
              <Th className="max-sm:hidden">Placed</Th>
              <Th>State</Th>
              <Th numeric>Total</Th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.id} className="border-line border-b last:border-0">
                <Td className="tabular font-medium">#{order.number}</Td>
                <Td className="text-muted max-sm:hidden">
                  <DateTime iso={order.createdAt.toISOString()} />
                </Td>
                <Td className="text-muted">
                  {words(order.paymentStatus)}, {words(order.fulfillmentStatus)}
                </Td>
                <Td numeric>
                  <Money minor={order.totalMinor} currency={order.currency} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

function words(status: string): string {
  return status.replaceAll('_', ' ')
}
