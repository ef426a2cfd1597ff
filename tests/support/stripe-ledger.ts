/** What the Stripe stand-in answers at `/_ledger`: the other side's books. */
import { z } from 'zod'

export const ledgerSchema = z.object({
  charges: z.array(
    z.object({ payment_intent: z.string(), amount: z.number(), captured: z.boolean(), account: z.string() }).loose(),
  ),
  refunds: z.array(z.object({ payment_intent: z.string(), amount: z.number() }).loose()),
  paymentIntents: z.array(
    z
      .object({
        id: z.string(),
        status: z.string(),
        amount: z.number(),
        currency: z.string(),
        account: z.string(),
        application_fee_amount: z.number().nullable(),
        metadata: z.record(z.string(), z.string()),
        next_action: z
          .object({ redirect_to_url: z.object({ url: z.string() }).loose() })
          .loose()
          .nullable(),
      })
      .loose(),
  ),
})
export type Ledger = z.infer<typeof ledgerSchema>
export type LedgerIntent = Ledger['paymentIntents'][number]
