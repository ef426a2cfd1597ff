'use server'
/** The cart without JavaScript: forms that post to these and land on the cart page. With JavaScript the JSON routes do it. */
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readCartToken, writeCartToken } from '@/app/_actions/cart-cookie'
import { type ActionResult, shopperAction } from '@/app/_actions/shopper-action'
import { withStore } from '@/db/store'
import { addToCart, setQuantity } from '@/lib/cart/commands'
import { MAX_LINE_QUANTITY } from '@/lib/cart/types'

const lineSchema = z.object({
  variantId: z.coerce.number().int().positive(),
  quantity: z.coerce.number().int().min(0).max(MAX_LINE_QUANTITY, `A line holds at most ${MAX_LINE_QUANTITY} units.`),
})

const addLine = shopperAction(lineSchema, async ({ storeId }, { variantId, quantity }) => {
  const before = await readCartToken()
  const { token } = await withStore(storeId, (tx) => addToCart(tx, before, [{ variantId, quantity }]))
  await writeCartToken(token)
})

const changeLine = shopperAction(lineSchema, async ({ storeId }, { variantId, quantity }) => {
  const token = await readCartToken()
  if (token) await withStore(storeId, (tx) => setQuantity(tx, token, variantId, quantity))
  refresh()
})

/** Adds one unit of the form's variant and shows the cart. */
export async function addWithoutScript(form: FormData): Promise<void> {
  const result = await addLine({ variantId: form.get('variantId'), quantity: 1 })
  redirect(result.ok ? '/cart' : `/cart?problem=${result.code}`)
}

/** Sets a line's quantity (0 removes it); answers what was wrong, for the form to show. */
export async function updateLine(_before: ActionResult<void> | null, form: FormData): Promise<ActionResult<void>> {
  return changeLine({ variantId: form.get('variantId'), quantity: form.get('quantity') })
}
