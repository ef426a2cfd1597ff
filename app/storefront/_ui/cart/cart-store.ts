'use client'
/**
 * The cart in the browser: one state for the header's count, the drawer and the buy button. Changes show at once and are
 * corrected by the server's answer; of several answers the last request's counts. The cookie that names the cart is
 * HttpOnly, so a number in localStorage tells whether asking the server makes sense.
 */
import { useSyncExternalStore } from 'react'
import { type CartJson, CartRefusal, fetchCart, postAdd, postChange } from './cart-json'

export interface CartState {
  cart: CartJson | null
  count: number
  open: boolean
  /** What could not be done, in words; null when all is well. */
  problem: string | null
  /** For screen readers. */
  announcement: string
}

const COUNT_KEY = 'stoa-cart-count'
const INITIAL: CartState = { cart: null, count: 0, open: false, problem: null, announcement: '' }

let state = INITIAL
let latestRequest = 0
const listeners = new Set<() => void>()

export function useCart(): CartState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
    () => INITIAL,
  )
}

/** Asks for the cart when this browser remembers one. */
export function wakeCart(): void {
  if (state.cart || rememberedCount() === 0) return
  set({ count: rememberedCount() })
  void refreshCart()
}

export function openCart(): void {
  set({ open: true, problem: null })
  void refreshCart()
}

export function closeCart(): void {
  set({ open: false })
}

/** Tells the browser's side what a server-rendered page has just shown. */
export function rememberCount(count: number): void {
  remember(count)
  set({ count, cart: count === 0 ? null : state.cart })
}

/** Adds units and opens the drawer. Answers what was wrong, or null. */
export async function addToCart(variantId: number, quantity: number, title: string): Promise<string | null> {
  try {
    await postAdd(variantId, quantity)
    const cart = await fetchCart()
    accept(cart)
    set({ open: true, problem: null, announcement: `Added to cart: ${title}. ${countInWords(cart.item_count)}.` })
    return null
  } catch (error) {
    return wordsOf(error)
  }
}

/** Sets a line's quantity (0 removes it): shown at once, taken back when the shop refuses. */
export async function changeQuantity(variantId: number, quantity: number): Promise<void> {
  const request = ++latestRequest
  if (state.cart) accept(withQuantity(state.cart, variantId, quantity))
  try {
    const cart = await postChange(variantId, quantity)
    if (request !== latestRequest) return
    accept(cart)
    set({ problem: null, announcement: `Cart updated. ${countInWords(cart.item_count)}.` })
  } catch (error) {
    if (request !== latestRequest) return
    await refreshCart()
    set({ problem: wordsOf(error) })
  }
}

async function refreshCart(): Promise<void> {
  const request = ++latestRequest
  try {
    const cart = await fetchCart()
    if (request === latestRequest) accept(cart)
  } catch (error) {
    if (request === latestRequest && state.open) set({ problem: wordsOf(error) })
  }
}

/** The cart as it will be: prices of lines are the unit's times the quantity until the server has answered. */
function withQuantity(cart: CartJson, variantId: number, quantity: number): CartJson {
  const items = cart.items
    .map((line) =>
      line.variant_id === variantId ? { ...line, quantity, final_line_price: line.price * quantity } : line,
    )
    .filter((line) => line.quantity > 0)
  return {
    ...cart,
    items,
    item_count: items.reduce((sum, line) => sum + line.quantity, 0),
    items_subtotal_price: items.reduce((sum, line) => sum + line.final_line_price, 0),
  }
}

function accept(cart: CartJson): void {
  remember(cart.item_count)
  set({ cart, count: cart.item_count })
}

function set(change: Partial<CartState>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

function wordsOf(error: unknown): string {
  return error instanceof CartRefusal ? error.message : 'The cart could not be changed. Please try again.'
}

export function countInWords(count: number): string {
  return count === 1 ? '1 item in the cart' : `${count} items in the cart`
}

/** localStorage may be refused (private modes): then the count is simply not remembered. */
function remember(count: number): void {
  try {
    if (count > 0) localStorage.setItem(COUNT_KEY, String(count))
    else localStorage.removeItem(COUNT_KEY)
  } catch {
    return
  }
}

function rememberedCount(): number {
  try {
    return Number.parseInt(localStorage.getItem(COUNT_KEY) ?? '0', 10) || 0
  } catch {
    return 0
  }
}
