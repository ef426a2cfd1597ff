/**
 * What a shopper is asked to pay for some variants, from the database alone: prices, discounts, rates and taxes of this
 * moment. One round trip. Whether the units are in stock is not decided here but where they are held.
 */
import type { Tx } from '@/db/store'
import { type SaleVariant, variantsForSale } from '@/lib/catalog/sale'
import { now } from '@/lib/clock'
import { findDiscount } from '@/lib/discounts/queries'
import { type Discount, discountAmount, discountRefusal, normaliseCode } from '@/lib/discounts/rules'
import { DomainError } from '@/lib/errors'
import { formatMoney, MAX_CHARGE_MINOR } from '@/lib/money'
import { listShippingZones } from '@/lib/shipping/queries'
import { ratePrice, type ShippingZone, zoneFor } from '@/lib/shipping/rules'
import { getStoreProfile, type StoreProfile } from '@/lib/stores/queries'
import { findTaxRate } from '@/lib/tax/queries'
import { type PricedLine, priceCart } from './rules'
import type { QuoteAnswer, QuoteRequest, ShippingOption } from './types'

const MAX_LINES = 250
const MAX_QUANTITY = 9_999

/**
 * Prices the lines for the destination.
 *
 * @throws DomainError invalid_request with `fields`: `cart`, `discountCode`, `shippingAddress.country`, `shippingRate`.
 */
export async function quoteLines(tx: Tx, request: QuoteRequest): Promise<QuoteAnswer> {
  const wanted = checkedLines(request.lines)
  const destination = checkedDestination(request.destination)
  const code = request.discountCode?.trim() ? normaliseCode(request.discountCode) : null
  const [store, variants, found, zones, tax] = await Promise.all([
    getStoreProfile(tx),
    variantsForSale(tx, [...wanted.keys()]),
    code === null ? null : findDiscount(tx, code),
    destination ? listShippingZones(tx) : [],
    destination ? findTaxRate(tx, destination) : null,
  ])
  const lines = pricedLines(wanted, variants)
  const subtotal = lines.reduce((total, line) => total + line.quantity * line.unitPrice, 0)
  refuseAbove(subtotal, store)
  const discount = code === null ? null : applicable(found, code, subtotal, store)
  const ships = destination !== null && lines.some((line) => line.requiresShipping)
  const shippingOptions = ships ? optionsFor(zones, destination.country, subtotal, discount, store) : []
  const quote = priceCart({
    currency: store.currency,
    taxInclusive: store.taxInclusive,
    taxShipping: store.taxShipping,
    lines,
    discount,
    shippingRate: ships ? chosen(shippingOptions, request.shippingRate ?? null) : null,
    taxRateBps: tax?.rateBps ?? 0,
  })
  refuseAbove(quote.total, store)
  return { quote, shippingOptions }
}

/** Quantity by variant; a variant named twice counts once with both quantities. */
function checkedLines(lines: QuoteRequest['lines']): Map<number, number> {
  const wanted = new Map<number, number>()
  for (const { variantId, quantity } of lines) {
    if (!Number.isSafeInteger(variantId) || !Number.isInteger(quantity) || quantity < 1) {
      throw refused('cart', 'The cart holds a line that cannot be read.')
    }
    wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity)
  }
  if (wanted.size === 0) throw refused('cart', 'Your cart is empty.')
  if (wanted.size > MAX_LINES) throw refused('cart', `A cart holds at most ${MAX_LINES} lines.`)
  if ([...wanted.values()].some((quantity) => quantity > MAX_QUANTITY)) {
    throw refused('cart', `A line holds at most ${MAX_QUANTITY} units.`)
  }
  return wanted
}

function checkedDestination(destination: QuoteRequest['destination']): QuoteRequest['destination'] {
  if (!destination) return null
  const country = destination.country.trim().toUpperCase()
  if (!/^[A-Z]{2}$/.test(country) || countryName(country) === country)
    throw refused('shippingAddress.country', 'Choose a country.')
  if (destination.province?.includes('\0')) throw refused('shippingAddress.province', 'This region cannot be read.')
  return { ...destination, country }
}

function pricedLines(wanted: Map<number, number>, variants: SaleVariant[]): PricedLine[] {
  const byId = new Map(variants.map((variant) => [variant.variantId, variant]))
  return [...wanted].map(([variantId, quantity]) => {
    const variant = byId.get(variantId)
    if (!variant) throw refused('cart', 'A product in your cart no longer exists. Remove it to go on.')
    const { active, ...line } = variant
    if (!active) throw refused('cart', `“${line.title}” is no longer sold. Remove it to go on.`)
    return { ...line, quantity }
  })
}

function applicable(found: Discount | null, code: string, subtotal: number, store: StoreProfile): Discount {
  if (!found) throw refused('discountCode', `The code ${code} is not valid.`)
  const refusal = discountRefusal(found, { subtotal, now: now(), currency: store.currency, locale: store.locale })
  if (refusal) throw refused('discountCode', refusal)
  return found
}

function optionsFor(
  zones: ShippingZone[],
  country: string,
  subtotal: number,
  discount: Discount | null,
  store: StoreProfile,
): ShippingOption[] {
  const rates = zoneFor(zones, country)?.rates ?? []
  if (rates.length === 0) {
    throw refused('shippingAddress.country', `${store.name} does not ship to ${countryName(country)}.`)
  }
  const goods = subtotal - (discount ? discountAmount(discount, subtotal) : 0)
  const free = discount?.kind === 'free_shipping'
  return rates.map((rate) => ({
    id: rate.id,
    name: rate.name,
    priceMinor: free ? 0 : ratePrice(rate, goods),
    minDays: rate.minDays,
    maxDays: rate.maxDays,
  }))
}

function chosen(options: ShippingOption[], id: number | null): ShippingOption | null {
  if (id === null) return options[0] ?? null
  const option = options.find((each) => each.id === id)
  if (!option) throw refused('shippingRate', 'This way of shipping is not offered for this address.')
  return option
}

function refuseAbove(amount: number, store: StoreProfile): void {
  if (amount <= MAX_CHARGE_MINOR) return
  const most = formatMoney(MAX_CHARGE_MINOR, store.currency, store.locale)
  throw refused('cart', `One order can be at most ${most}.`)
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' })

function countryName(code: string): string {
  return countryNames.of(code) ?? code
}

function refused(field: string, message: string): DomainError {
  return new DomainError('invalid_request', message, { fields: { [field]: message } })
}
