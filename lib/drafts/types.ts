/** Draft orders as a form writes them and as they are shown. Money is integer minor units of the store's currency. */
import type { DraftTerms } from '@/db/schema/checkout'
import type { CartView } from '@/lib/cart/types'
import type { DraftStatus } from './status'

/** What a merchant agreed with a customer. */
export interface DraftRows {
  lines: {
    variantId: number
    quantity: number
    /** null: the catalog's price of the moment when it is paid. */
    unitPriceMinor: number | null
  }[]
  /** Lower case; '' when it is not known yet. */
  email: string
  customerName: string
  note: string
  discount: DraftTerms['discount']
  shipping: DraftTerms['shipping']
}

export interface Draft {
  id: number
  status: DraftStatus
  /** Names its cart and its link. */
  token: string
  email: string
  customerName: string
  note: string
  order: { id: number; number: number; token: string } | null
  invoiceSentAt: string | null
  createdAt: string
  terms: DraftTerms
  /** Prices that were agreed, by variant id; the other lines have the catalog's. */
  ownPrices: Record<number, number>
  cart: CartView
}
