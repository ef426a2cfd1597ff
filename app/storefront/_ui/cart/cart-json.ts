/**
 * The cart as the JSON routes speak it (Shopify's field names). There, money is hundredths for every currency, so amounts
 * pass through `toMinor` before anything shows them.
 */
import { exponentOf } from '@/lib/money'

export interface CartJsonLine {
  variant_id: number
  quantity: number
  product_title: string
  variant_title: string | null
  product_has_only_default_variant: boolean
  handle: string
  url: string
  /** Hundredths. */
  price: number
  final_line_price: number
  /** Before a discount of this product. */
  original_line_price: number
  discounts: { amount: number; title: string }[]
  featured_image: { url: string | null; alt: string | null; width?: number; height?: number } | null
}

export interface CartJson {
  currency: string
  item_count: number
  items_subtotal_price: number
  total_price: number
  /** Discounts of the whole cart. */
  cart_level_discount_applications: { title: string; total_allocated_amount: number }[]
  items: CartJsonLine[]
}

/** A refusal in words, as the routes answer it. */
export class CartRefusal extends Error {
  override readonly name = 'CartRefusal'
}

const CART_TIMEOUT_MS = 10_000
const UNREACHABLE = 'The shop could not be reached. Check your connection and try again.'

export function fetchCart(): Promise<CartJson> {
  return request('/cart.js')
}

export async function postAdd(variantId: number, quantity: number): Promise<void> {
  await request('/cart/add.js', { items: [{ id: variantId, quantity }] })
}

/** Sets a line's quantity; 0 removes it. */
export function postChange(variantId: number, quantity: number): Promise<CartJson> {
  return request('/cart/change.js', { id: variantId, quantity })
}

/** Hundredths to the currency's minor units (100000 -> 1000 JPY). */
export function toMinor(hundredths: number, currency: string): number {
  return Math.round((hundredths * 10 ** exponentOf(currency)) / 100)
}

async function request(path: string, body?: unknown): Promise<CartJson> {
  const answer = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'content-type': 'application/json', accept: 'application/json' } : { accept: 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
    cache: 'no-store',
    signal: AbortSignal.timeout(CART_TIMEOUT_MS),
  }).catch(() => {
    throw new CartRefusal(UNREACHABLE)
  })
  const json: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw new CartRefusal(messageOf(json))
  return json as CartJson
}

function messageOf(json: unknown): string {
  const error = (json as { error?: { message?: unknown } } | null)?.error
  return typeof error?.message === 'string' ? error.message : 'The cart could not be changed. Please try again.'
}
