/** One store of the lab with one product, and what the stand-in's ledger knows of its account. */
import { insertProduct, insertShipping, insertStore } from '@/tests/support/shop-rows'
import { type Ledger, ledgerSchema } from '@/tests/support/stripe-ledger'
import type { Lab } from './lab'
import type { Shopper } from './shopper'

export interface Shop {
  storeId: number
  slug: string
  host: string
  account: string
  ownerId: number
  variantId: number
  stock: number
  /** Everybody who bought here, for the questions at the end. */
  shoppers: Shopper[]
  /** The lab's kills before this shop was opened: any later one may have hit a mail of it. */
  killsBefore: number
  /** How long the servers needed to be ready after PostgreSQL was back, where that was looked at. */
  readyMs: number
  /** Its account took our access away: what was authorised there lapses by itself, since nobody can cancel it any more. */
  disconnected: boolean
  /** What somebody of the shop's team changed, to be found in the audit log. */
  mutations: Mutation[]
}

export interface Mutation {
  subject: string
  subjectId: string
  actorId: number
}

let stores = 0

/** A fresh store that sells `stock` units of one product. */
export async function openShop({ admin, hostOf, kills }: Lab, stock: number): Promise<Shop> {
  const slug = `fault-${++stores}`
  const storeId = await insertStore(admin, slug)
  await insertShipping(admin, storeId)
  const variantId = await insertProduct(admin, storeId, { stock })
  const [store] = await admin`select owner_id, stripe_account_id from stores where id = ${storeId}`
  return {
    storeId,
    slug,
    host: hostOf(slug),
    account: store?.stripe_account_id,
    ownerId: Number(store?.owner_id),
    variantId,
    stock,
    shoppers: [],
    killsBefore: kills,
    readyMs: 0,
    disconnected: false,
    mutations: [],
  }
}

/** Stripe's own view of one account. */
export async function ledgerOf({ stripeUrl }: Lab, account: string): Promise<Ledger> {
  const all = ledgerSchema.parse(await (await fetch(`${stripeUrl}/_ledger`)).json())
  const paymentIntents = all.paymentIntents.filter((intent) => intent.account === account)
  const ids = new Set(paymentIntents.map(({ id }) => id))
  return {
    paymentIntents,
    charges: all.charges.filter((charge) => ids.has(charge.payment_intent)),
    refunds: all.refunds.filter((refund) => ids.has(refund.payment_intent)),
  }
}
