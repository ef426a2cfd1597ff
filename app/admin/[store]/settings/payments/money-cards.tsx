/** What Stripe holds for the store, and what it paid out. Asked of Stripe as the page is read, with a limit to the waiting. */
import { Badge, type BadgeFill, type BadgeTone } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { Money } from '@/app/_ui/money'
import { Notice } from '@/app/_ui/notice'
import { Table, Td, Th } from '@/app/_ui/table'
import { readStoreMoney, type StoreBalance, type StorePayout } from '@/lib/payments/store-money'
import { OpenStripe } from './open-stripe'

const STATUSES: Record<string, [words: string, tone: BadgeTone, fill: BadgeFill]> = {
  pending: ['Scheduled', 'neutral', 'hollow'],
  in_transit: ['On its way', 'neutral', 'half'],
  paid: ['Paid out', 'positive', 'full'],
  failed: ['Came back', 'critical', 'hollow'],
  canceled: ['Cancelled', 'neutral', 'hollow'],
}

interface Props {
  slug: string
  storeId: number
  account: string
  opensStripe: boolean
}

export async function MoneyCards({ slug, storeId, account, opensStripe }: Props) {
  const money = await readStoreMoney(storeId, account)
  if (!money) {
    return (
      <Card title="Balance">
        <Notice tone="caution">Stripe does not answer just now. Reload in a minute to see balance and payouts.</Notice>
      </Card>
    )
  }
  return (
    <>
      <Card title="Balance" action={opensStripe ? <OpenStripe slug={slug} label="Open Stripe" /> : null}>
        <Balances balances={money.balances} />
      </Card>
      <Card title="Payouts" flush>
        <Payouts payouts={money.payouts} />
      </Card>
    </>
  )
}

function Balances({ balances }: { balances: StoreBalance[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4">
      {balances.map(({ currency, availableMinor, pendingMinor }) => (
        <div key={currency} className="col-span-2 grid grid-cols-subgrid">
          <div>
            <dt className="text-13 text-muted">Available, {currency}</dt>
            <dd className={availableMinor < 0 ? 'font-semibold text-20 text-critical' : 'font-semibold text-20'}>
              <Money minor={availableMinor} currency={currency} />
            </dd>
          </div>
          <div>
            <dt className="text-13 text-muted">Pending, {currency}</dt>
            <dd className="font-semibold text-20">
              <Money minor={pendingMinor} currency={currency} />
            </dd>
          </div>
        </div>
      ))}
      {balances.some(({ availableMinor }) => availableMinor < 0) ? (
        <p className="col-span-2 max-w-prose text-13 text-muted">
          Below zero: refunds or disputes took more than has settled. Stripe takes it from your next sales.
        </p>
      ) : null}
    </dl>
  )
}

function Payouts({ payouts }: { payouts: StorePayout[] }) {
  if (payouts.length === 0) {
    return (
      <p className="max-w-prose px-4 pt-1 pb-5 text-muted sm:px-5">
        Nothing has been paid out yet. Sales become available after some days, and Stripe then sends them to your bank.
      </p>
    )
  }
  return (
    <Table>
      <thead>
        <tr>
          <Th>Arrives</Th>
          <Th>Status</Th>
          <Th numeric>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {payouts.map((payout) => (
          <PayoutRow key={payout.id} payout={payout} />
        ))}
      </tbody>
    </Table>
  )
}

function PayoutRow({ payout: { arrivesAt, status, amountMinor, currency, failure } }: { payout: StorePayout }) {
  const [words, tone, fill] = STATUSES[status] ?? [status, 'neutral', 'none']
  return (
    <tr className="border-line border-b last:border-0">
      <Td>
        <DateTime iso={arrivesAt} withTime={false} />
      </Td>
      <Td>
        <Badge tone={tone} fill={fill}>
          {words}
        </Badge>
        {failure ? <span className="ml-2 text-13 text-muted">{failure}</span> : null}
      </Td>
      <Td numeric>
        <Money minor={amountMinor} currency={currency} />
      </Td>
    </tr>
  )
}

/** The same sizes, before Stripe has answered. */
export function MoneySkeleton() {
  return (
    <div
      role="status"
      aria-label="Asking Stripe for the balance"
      className="animate-pulse space-y-4 motion-reduce:animate-none"
    >
      <div className="h-[7.75rem] rounded-lg border border-line bg-raised" />
      <div className="h-40 rounded-lg border border-line bg-raised" />
    </div>
  )
}
