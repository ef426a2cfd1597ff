/** What the Stripe account may do, what Stripe still needs, and the way to its pages. */
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type BadgeFill, type BadgeTone } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { Notice } from '@/app/_ui/notice'
import type { Standing } from '@/lib/payments/account-standing'
import { ActivateForm } from './activate-form'

const BADGES: Record<Standing['state'], [words: string, tone: BadgeTone, fill: BadgeFill]> = {
  none: ['Not active', 'neutral', 'hollow'],
  incomplete: ['Set-up begun', 'neutral', 'half'],
  checking: ['Stripe is checking', 'caution', 'half'],
  active: ['Active', 'positive', 'full'],
  closed: ['Closed by Stripe', 'critical', 'hollow'],
  disconnected: ['Disconnected', 'critical', 'hollow'],
}

const SENTENCES: Record<Standing['state'], string> = {
  none: 'Stripe takes the payments and pays out to your bank. It asks about you and your business on its own pages; Stoa never sees these answers, nor any card number.',
  incomplete:
    'Stripe needs a few more details before shoppers can pay. It asks for them on its own pages; Stoa never sees the answers.',
  checking: 'You have sent everything. Shoppers can pay as soon as Stripe has checked it.',
  active: 'Shoppers can pay by card. The money goes to your own Stripe account and from there to your bank.',
  closed:
    'Stripe does not take payments for this account any more. Write to Stripe’s support if you think that is wrong.',
  disconnected:
    'Access to your Stripe account was taken away, so nobody can pay in your shop. Connect an account to sell again. What was paid before stays in the account you had.',
}

interface Props {
  slug: string
  account: string | null
  standing: Standing
  mayWrite: boolean
}

export function AccountCard({ slug, account, standing, mayWrite }: Props) {
  const [words, tone, fill] = BADGES[standing.state]
  const begun = account !== null && standing.state !== 'disconnected'
  return (
    <Card
      title="Card payments"
      action={
        <Badge tone={tone} fill={fill}>
          {words}
        </Badge>
      }
    >
      <p className="max-w-prose text-muted">{SENTENCES[standing.state]}</p>
      {standing.reason ? <p className="mt-2 max-w-prose font-medium">{standing.reason}</p> : null}
      {begun ? (
        <ul aria-label="What the account can do" className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
          <Capability on={standing.charges}>{standing.charges ? 'Charges on' : 'Charges off'}</Capability>
          <Capability on={standing.payouts}>{standing.payouts ? 'Payouts on' : 'Payouts paused'}</Capability>
        </ul>
      ) : null}
      <Needed standing={standing} />
      {standing.checking.length > 0 && standing.state !== 'disconnected' ? (
        <p className="mt-3 max-w-prose text-13 text-muted">Stripe is checking: {standing.checking.join('; ')}.</p>
      ) : null}
      {account ? (
        <p className="mt-3 text-13 text-muted">
          Account <span className="break-all text-text tabular">{account}</span>
        </p>
      ) : null}
      {mayWrite ? (
        <div className="mt-4">
          <ActivateForm
            slug={slug}
            label={standing.mayContinue ? LABELS[standing.state] : null}
            mayCheck={account !== null}
          />
        </div>
      ) : (
        <p className="mt-3 text-13 text-muted">Only the owner and admins can change this.</p>
      )}
    </Card>
  )
}

const LABELS: Record<Standing['state'], string> = {
  none: 'Activate payments',
  incomplete: 'Continue on Stripe',
  checking: 'Continue on Stripe',
  active: 'Complete on Stripe',
  closed: 'Open Stripe',
  disconnected: 'Connect an account',
}

function Capability({ on, children }: { on: boolean; children: ReactNode }) {
  const Icon = on ? Check : Minus
  return (
    <li className="flex items-center gap-1.5">
      <Icon aria-hidden size={16} strokeWidth={2} className={on ? 'text-positive' : 'text-muted'} />
      {children}
    </li>
  )
}

function Needed({ standing: { needed, deadline, state } }: { standing: Standing }) {
  if (needed.length === 0) return null
  const list = (
    <ul className="mt-1.5 list-disc space-y-0.5 pl-5">
      {needed.map(({ words, overdue }) => (
        <li key={words}>
          {words}
          {overdue && state === 'active' ? <span className="text-critical"> (overdue)</span> : null}
        </li>
      ))}
    </ul>
  )
  if (state !== 'active') {
    return (
      <div className="mt-4">
        <p className="font-medium">Stripe still needs</p>
        {list}
      </div>
    )
  }
  return (
    <div className="mt-4">
      <Notice tone={needed.some(({ overdue }) => overdue) ? 'critical' : 'caution'}>
        <p className="font-medium">
          {deadline ? (
            <>
              Stripe needs this by <DateTime iso={deadline} withTime={false} />, or it stops payments or payouts
            </>
          ) : (
            'Stripe needs this to keep everything running'
          )}
        </p>
        {list}
      </Notice>
    </div>
  )
}
