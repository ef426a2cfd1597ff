/**
 * Quotes of stores whose taxes somebody else computes: the quote's transaction says what it needs, ends, and is made again
 * with the answer. No transaction is open while Stripe is asked. A store with its own rates never comes here twice.
 *
 * An answer is kept for a short while under everything it depends on, and for one cart: the price that a shopper saw is the
 * price that is paid, and Stripe is asked once for it.
 */
import { z } from 'zod'
import { canonicalJson } from '@/lib/canonical-json'
import { SECOND } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { sha256 } from '@/lib/ids'
import { kv, kvKey } from '@/lib/kv'
import { log } from '@/lib/log'
import { calculateTaxes } from '@/lib/payments/tax-calculation'
import {
  basisKey,
  type ComputedTaxes,
  freeOfTax,
  type GivenTaxes,
  type TaxBasis,
  TaxesNeededError,
} from '@/lib/tax/basis'

const KEPT_MS = 10 * 60 * SECOND
/** A cart or a price that changes between asking and quoting is asked for again, but not for ever. */
const MAX_ROUNDS = 3

interface Options {
  /** What makes the shopper's cart theirs: an answer is never shared between carts. */
  scope: string | null
  /** Show a price without tax when it cannot be worked out, instead of refusing. */
  orLater?: boolean
}

const kept = z.object({
  key: z.string(),
  byReference: z.record(z.string(), z.int().min(0)),
  shipping: z.int().min(0),
  calculation: z.string().nullable(),
})

/**
 * Runs `quote`, which opens a transaction of its own, with the taxes it asks for.
 * @throws what `quote` throws; invalid_request or unavailable when the taxes cannot be worked out
 */
export async function withTaxes<T>(
  storeId: number,
  { scope, orLater = false }: Options,
  quote: (taxes: GivenTaxes) => Promise<T>,
): Promise<T> {
  let taxes: GivenTaxes = null
  for (let round = 1; ; round++) {
    try {
      return await quote(taxes)
    } catch (error) {
      if (!(error instanceof TaxesNeededError)) throw error
      if (round === MAX_ROUNDS) throw changing()
      taxes = await ask(storeId, scope, error.basis).catch((refused: unknown): GivenTaxes => {
        if (orLater && refused instanceof DomainError) return 'later'
        throw refused
      })
    }
  }
}

function changing(): DomainError {
  return new DomainError('unavailable', 'The price is changing just now. Your card was not charged. Try again.', {
    retryAfter: 2,
  })
}

async function ask(storeId: number, scope: string | null, basis: TaxBasis): Promise<ComputedTaxes> {
  const free = freeOfTax(basis)
  if (free) return free
  const at = kvKey(storeId, 'tax', sha256(canonicalJson([scope ?? '', basisKey(basis)])))
  const known = await recall(at, basis)
  if (known) return known
  const taxes = await calculateTaxes(storeId, basis)
  await remember(at, taxes)
  return taxes
}

async function recall(at: string, basis: TaxBasis): Promise<ComputedTaxes | null> {
  try {
    const found = kept.safeParse(await kv()?.get(at))
    return found.success && found.data.key === basisKey(basis) ? found.data : null
  } catch {
    return null
  }
}

async function remember(at: string, taxes: ComputedTaxes): Promise<void> {
  try {
    await kv()?.set(at, taxes, { px: KEPT_MS })
  } catch (error) {
    log.warn({ err: error }, 'computed taxes could not be kept')
  }
}
