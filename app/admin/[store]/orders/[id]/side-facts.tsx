/** Who bought, and where it goes. */
import type { ReactNode } from 'react'
import { Card } from '@/app/_ui/card'
import type { OrderDetail } from '@/lib/orders/types'
import { countryName } from '@/lib/stores/places'
import { postalLines } from '@/lib/stores/postal-address'

export function SideFacts({ order }: { order: OrderDetail }) {
  const { customer, shippingAddress, billingAddress } = order
  const sameBilling = !billingAddress || JSON.stringify(billingAddress) === JSON.stringify(shippingAddress)
  return (
    <Card className="[&>div]:space-y-5">
      <Fact title="Customer">
        <p>{customer.name || shippingAddress.name}</p>
        <p>
          <a href={`mailto:${order.email}`} className="break-all text-accent underline-offset-4 hover:underline">
            {order.email}
          </a>
        </p>
        {shippingAddress.phone ? <p className="tabular">{shippingAddress.phone}</p> : null}
      </Fact>
      {order.customerNote ? (
        <Fact title="Customer’s note">
          <p className="whitespace-pre-wrap break-words">{order.customerNote}</p>
        </Fact>
      ) : null}
      <Fact title="Ship to">
        <AddressLines address={shippingAddress} />
      </Fact>
      <Fact title="Bill to">
        {sameBilling || !billingAddress ? (
          <p className="text-muted">Same as shipping address</p>
        ) : (
          <AddressLines address={billingAddress} />
        )}
      </Fact>
    </Card>
  )
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="mb-1 font-semibold text-13">{title}</h2>
      {children}
    </div>
  )
}

function AddressLines({ address }: { address: OrderDetail['shippingAddress'] }) {
  const lines = [...postalLines(address), countryName(address.country)]
  return (
    <address className="not-italic">
      {lines.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  )
}
