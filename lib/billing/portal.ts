/** Stripe's page for one customer: the card, the invoices, and paying what is open. Its configuration is made when first needed. */
import { readStore } from '@/db/store'
import { platformOrigin } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { stripe } from '@/lib/payments/stripe'
import { getStorePlan } from '@/lib/plans/queries'
import { askStripe } from './ask-stripe'

const MARK = 'stoa_plans'
const CONFIGURATIONS_MAX = 100

/** @throws conflict for a store that never paid; unavailable */
export async function openPortal(storeId: number): Promise<{ url: string }> {
  const { customerId: customer, slug } = await readStore(storeId, getStorePlan)
  if (!customer) throw new DomainError('conflict', 'There is no card yet: it is asked for when you choose a plan.')
  return askStripe(async () => {
    const { url } = await stripe().billingPortal.sessions.create({
      customer,
      configuration: await ensureConfiguration(),
      return_url: `${platformOrigin()}/admin/${slug}/settings/plan/return`,
    })
    return { url }
  })
}

/** Card and invoices only: the plan itself is changed in the desk, where its limits are known. */
async function ensureConfiguration(): Promise<string> {
  const { data } = await stripe().billingPortal.configurations.list({ active: true, limit: CONFIGURATIONS_MAX })
  const known = data.find(({ metadata }) => metadata?.stoa === MARK)
  if (known) return known.id
  const made = await stripe().billingPortal.configurations.create({
    features: {
      payment_method_update: { enabled: true },
      invoice_history: { enabled: true },
      customer_update: { enabled: true, allowed_updates: ['email', 'name', 'address', 'tax_id'] },
    },
    metadata: { stoa: MARK },
  })
  return made.id
}
