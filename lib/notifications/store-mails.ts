/** The mails to a store's owner about its end and its plan. Always sent, so they are no kinds that one switches. Pure. */
import { PLANS, type Plan } from '@/lib/plans/table'
import type { StoreProfile } from '@/lib/stores/queries'
import type { Mail } from './mailer'
import { inUtc, type Owner, ownerMail } from './owner-mail'

/** `daysLeft` null: it was decided just now. */
export function deletionAhead(store: StoreProfile, at: Date, daysLeft: number | null, { to, desk }: Owner): Mail {
  const when = daysLeft === null ? '' : daysLeft === 1 ? ' tomorrow' : ` in ${daysLeft} days`
  return ownerMail(store, to, {
    subject: daysLeft === null ? `${store.name} is closed and will be deleted` : `${store.name} will be deleted${when}`,
    heading: `${store.name} will be deleted${when}`,
    intro: [
      `Your store is closed, and on ${inUtc(at)} everything of it is deleted: products, orders, customers and pictures. Nothing can be brought back after that.`,
      'To keep it, open the general settings before that time and choose “Keep and open the store”. To take your data with you, download everything from the same page.',
    ],
    facts: [
      { label: 'Store', lines: [store.name, store.slug] },
      { label: 'Deleted on', lines: [inUtc(at)] },
    ],
    button: { label: 'Keep it or take your data', href: `${desk}/settings/general` },
    because: 'a store of yours is to be deleted',
  })
}

export function trialEnding(store: StoreProfile, endsAt: Date, { to, desk }: Owner): Mail {
  return ownerMail(store, to, {
    subject: `The trial of ${store.name} ends soon`,
    heading: 'Your trial ends soon',
    intro: [
      `The free trial of ${store.name} ends on ${inUtc(endsAt)}.`,
      'Choose a plan before that and your shop simply goes on. Without one, shoppers see that the shop is closed; your desk, your products and your orders stay as they are, and you can choose a plan later.',
    ],
    facts: [{ label: 'Trial ends', lines: [inUtc(endsAt)] }],
    button: { label: 'Choose a plan', href: `${desk}/settings/plan` },
    because: 'the trial of your store ends',
  })
}

export function planPaymentFailed(store: StoreProfile, plan: Plan, { to, desk }: Owner): Mail {
  return ownerMail(store, to, {
    subject: `The payment for ${store.name} failed`,
    heading: 'The payment for your plan failed',
    intro: [
      `The ${PLANS[plan].name} plan of ${store.name} could not be charged to your card.`,
      'Your shop stays open while the payment is tried again over the next days. Look at the card under “Card and invoices” and pay what is open, so that it does not close.',
    ],
    facts: [{ label: 'Plan', lines: [PLANS[plan].name] }],
    button: { label: 'Look at the card', href: `${desk}/settings/plan` },
    because: 'the plan of your store could not be paid',
  })
}

export type PlanEnd = 'trial' | 'unpaid' | 'canceled'

const ENDED: Record<PlanEnd, (plan: string) => { heading: string; why: string; how: string }> = {
  trial: () => ({
    heading: 'Your trial is over',
    why: 'Its free trial is over and no plan was chosen.',
    how: 'Choose a plan and the shop is open again at once.',
  }),
  unpaid: (plan) => ({
    heading: 'Your plan is not paid',
    why: `The ${plan} plan could not be charged several times, and it is not tried again.`,
    how: 'Pay what is open under “Card and invoices” and the shop is open again at once.',
  }),
  canceled: (plan) => ({
    heading: 'Your plan has ended',
    why: `The ${plan} plan has ended.`,
    how: 'Choose a plan and the shop is open again at once.',
  }),
}

export function planEnded(store: StoreProfile, plan: Plan, end: PlanEnd, { to, desk }: Owner): Mail {
  const { heading, why, how } = ENDED[end](PLANS[plan].name)
  return ownerMail(store, to, {
    subject: `${store.name} is closed to shoppers: ${heading.charAt(0).toLowerCase()}${heading.slice(1)}`,
    heading,
    intro: [
      `Shoppers now see that ${store.name} is closed. ${why}`,
      `${how} Your desk, your products, your orders and your customers are all there.`,
    ],
    facts: [],
    button: { label: 'Open your plan', href: `${desk}/settings/plan` },
    because: 'the plan of your store ended',
  })
}
