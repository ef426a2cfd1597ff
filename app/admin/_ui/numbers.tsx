/** Today's four numbers beside the same part of yesterday. */
import type { ReactNode } from 'react'
import { Money } from '@/app/_ui/money'
import type { Takings } from '@/lib/orders/statistics'

export function Numbers({ today, yesterday, currency }: { today: Takings; yesterday: Takings; currency: string }) {
  const average = (takings: Takings) => (takings.orders > 0 ? Math.round(takings.salesMinor / takings.orders) : 0)
  const money = (minor: number) => <Money minor={minor} currency={currency} />
  return (
    <section
      aria-label="Today"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:grid-cols-4"
    >
      <Figure label="Sales today" now={money(today.salesMinor)} before={money(yesterday.salesMinor)} />
      <Figure label="Orders" now={today.orders} before={yesterday.orders} />
      <Figure label="Average order" now={money(average(today))} before={money(average(yesterday))} />
      <Figure label="Units sold" now={today.units} before={yesterday.units} />
    </section>
  )
}

function Figure({ label, now, before }: { label: string; now: ReactNode; before: ReactNode }) {
  return (
    <div className="bg-raised px-4 py-4 sm:px-5">
      <p className="text-13 text-muted">{label}</p>
      <p className="tabular mt-1 font-semibold text-25 tracking-tight">{now}</p>
      <p className="tabular mt-1 text-12 text-muted">{before} yesterday by now</p>
    </div>
  )
}
