/** A draft order as its form shows it: texts and what is known of each line; and back from a draft. */
import type { DraftInput } from '@/lib/drafts/inputs'
import type { Draft } from '@/lib/drafts/types'
import { toDecimalString } from '@/lib/money'

export interface FormLine {
  variantId: number
  quantity: string
  /** '': the catalog's. */
  price: string
  title: string
  variantTitle: string
  imageKey: string | null
  /** What the catalog asks; null: the line has a price of its own and the catalog's is not shown. */
  catalogMinor: number | null
  /** Units left; null when they are not counted. */
  left: number | null
}

export interface DraftForm extends Omit<DraftInput, 'lines'> {
  lines: FormLine[]
}

export const BLANK: DraftForm = {
  lines: [],
  email: '',
  customerName: '',
  note: '',
  discount: { kind: 'none', value: '', title: '' },
  shipping: { kind: 'rates', name: '', price: '' },
}

export function formOf(draft: Draft, currency: string): DraftForm {
  const { discount, shipping } = draft.terms
  return {
    lines: draft.cart.lines.map((line) => {
      const own = draft.ownPrices[line.variantId]
      return {
        variantId: line.variantId,
        quantity: String(line.quantity),
        price: own === undefined ? '' : toDecimalString(own, currency),
        title: line.title,
        variantTitle: line.variantTitle,
        imageKey: line.image?.key ?? null,
        catalogMinor: own === undefined ? line.unitPriceMinor : null,
        left: line.left,
      }
    }),
    email: draft.email,
    customerName: draft.customerName,
    note: draft.note,
    discount: discount
      ? {
          kind: discount.kind,
          value:
            discount.kind === 'percentage' ? String(discount.value / 100) : toDecimalString(discount.value, currency),
          title: discount.title,
        }
      : BLANK.discount,
    shipping: shipping
      ? { kind: 'own', name: shipping.name, price: toDecimalString(shipping.priceMinor, currency) }
      : BLANK.shipping,
  }
}
