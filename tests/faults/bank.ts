/** The bank's page of 3-D Secure, where some shoppers confirm and the others close the window. */
import type { Scene } from './fault'
import { ledgerOf } from './shop'
import { ask } from './stripe-faults'

/** Some of those whose payment waits for them confirm it at the bank; nobody returns to the shop afterwards. */
export async function someAuthenticate({ lab, shop, random }: Scene, share = 0.5): Promise<void> {
  const { paymentIntents } = await ledgerOf(lab, shop.account)
  for (const { status, next_action: action } of paymentIntents) {
    const page = action?.redirect_to_url.url
    if (status !== 'requires_action' || !page || !random.chance(share)) continue
    const { pathname, search } = new URL(page)
    await ask(`${lab.stripeUrl}${pathname}/complete${search}`, 'POST')
  }
}
