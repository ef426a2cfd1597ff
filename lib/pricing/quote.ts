/**
 * What a shopper is asked to pay for some variants, from the database alone: prices, discounts, rates and taxes of this
 * moment. One round trip. Whether the units are in stock is not decided here but where they are held.
 */
import type { Tx } from '@/db/store'
import { type SaleVariant, variantsForSale } from '@/lib/catalog/sale'
import { now } from '@/lib/clock'
import { findDiscounts, withCollections } from '@/lib/discounts/queries'
import { chooseDiscounts, type Discount, discountRefusal, normaliseCode } from '@/lib/discounts/rules'
import { DomainError } from '@/lib/errors'
import { basisPoints, formatMoney, MAX_CHARGE_MINOR } from '@/lib/money'
import { listShippingZones } from '@/lib/shipping/queries'
import { rateApplies, ratePrice, type ShippingZone, zoneFor } from '@/lib/shipping/rules'
import { getStoreProfile, type StoreProfile } from '@/lib/stores/queries'
import { basisKey, isPlaceKnown, placeOf, type TaxBasis, TaxesNeededError, type TaxPlace } from '@/lib/tax/basis'
import { provinceCode } from '@/lib/tax/provinces'
import { findTaxRate } from '@/lib/tax/queries'
import { type PricedLine, type PriceInput, priceCart } from './rules'
import type { Quote, QuoteAnswer, QuoteRequest, ShippingOption } from './types'

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
  const draft = request.draft ?? null
  const code = !draft && request.discountCode?.trim() ? normaliseCode(request.discountCode) : null
  const [store, variants, found, zones, tax] = await Promise.all([
    request.store ?? getStoreProfile(tx),
    variantsForSale(tx, [...wanted.keys()]),
    draft ? [] : findDiscounts(tx, code),
    destination && !draft?.shipping ? listShippingZones(tx) : [],
    destination ? findTaxRate(tx, destination) : null,
  ])
  const lines = await withCollections(tx, pricedLines(wanted, variants), found)
  const subtotal = lines.reduce((total, line) => total + line.quantity * line.unitPrice, 0)
  refuseAbove(subtotal, store)
  const candidates = applicable(found, code, lines, store)
  const goods = subtotal - goodsReduction(candidates, lines, draft, subtotal)
  const needsShipping = lines.some((line) => line.requiresShipping)
  const rates = needsShipping ? optionsFor({ zones, destination, lines, goods, draft, store }) : []
  const input: PriceInput = {
    currency: store.currency,
    taxInclusive: store.taxInclusive,
    taxShipping: store.taxShipping,
    lines,
    discounts: candidates,
    agreed: draft?.discount ?? null,
    // At its whole price: what a discount takes off it is part of the quote.
    shippingRate: rates.length > 0 ? chosen(rates, request.shippingRate ?? null) : null,
    taxRateBps: store.taxProvider === 'rates' ? (tax?.rateBps ?? 0) : 0,
  }
  const quote =
    destination && store.taxProvider === 'stripe_tax' ? taxed(input, destination, store, request) : priceCart(input)
  refuseAbove(quote.total, store)
  const shipsFree = candidates.some(({ kind }) => kind === 'free_shipping')
  const shippingOptions = shipsFree ? rates.map((rate) => ({ ...rate, priceMinor: 0 })) : rates
  const used = new Set(quote.discounts?.map(({ discountId }) => discountId))
  return { quote, shippingOptions, applied: candidates.filter(({ id }) => used.has(id)) }
}

/** The quote with the taxes that were worked out for it; one without taxes where they cannot be known yet. @throws TaxesNeededError */
function taxed(input: PriceInput, destination: TaxPlace, store: StoreProfile, { taxes }: QuoteRequest): Quote {
  const untaxed = priceCart(input)
  const account = store.stripeAccountId
  if (!account || taxes === 'later' || !isPlaceKnown(destination)) return { ...untaxed, taxPending: true }
  const basis: TaxBasis = {
    account,
    currency: input.currency,
    inclusive: input.taxInclusive,
    place: placeOf(destination),
    lines: untaxed.lines.map((line, index) => ({
      reference: String(line.variantId),
      amount: line.subtotal - line.discount,
      quantity: line.quantity,
      taxable: input.lines[index]?.taxable ?? true,
    })),
    shipping: untaxed.shipping,
  }
  if (!taxes || taxes.key !== basisKey(basis)) throw new TaxesNeededError(basis)
  const amounts = basis.lines.map(({ reference }) => taxes.byReference[reference] ?? 0)
  const quote = priceCart({ ...input, taxes: { lines: amounts, shipping: taxes.shipping } })
  return { ...quote, taxCalculation: taxes.calculation }
}

interface Wanted {
  quantity: number
  unitPriceMinor: number | null
}

/** Quantity and own price by variant; a variant named twice counts once with both quantities. */
function checkedLines(lines: QuoteRequest['lines']): Map<number, Wanted> {
  const wanted = new Map<number, Wanted>()
  for (const { variantId, quantity, unitPriceMinor = null } of lines) {
    if (!Number.isSafeInteger(variantId) || !Number.isInteger(quantity) || quantity < 1) {
      throw refused('cart', 'The cart holds a line that cannot be read.')
    }
    wanted.set(variantId, { quantity: (wanted.get(variantId)?.quantity ?? 0) + quantity, unitPriceMinor })
  }
  if (wanted.size === 0) throw refused('cart', 'Your cart is empty.')
  if (wanted.size > MAX_LINES) throw refused('cart', `A cart holds at most ${MAX_LINES} lines.`)
  if ([...wanted.values()].some(({ quantity }) => quantity > MAX_QUANTITY)) {
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

function pricedLines(wanted: Map<number, Wanted>, variants: SaleVariant[]): PricedLine[] {
  const byId = new Map(variants.map((variant) => [variant.variantId, variant]))
  return [...wanted].map(([variantId, { quantity, unitPriceMinor }]) => {
    const variant = byId.get(variantId)
    if (!variant) throw refused('cart', 'A product in your cart no longer exists. Remove it to go on.')
    const { active, ...line } = variant
    if (!active) throw refused('cart', `“${line.title}” is no longer sold. Remove it to go on.`)
    return { ...line, quantity, unitPrice: unitPriceMinor ?? line.unitPrice }
  })
}

/** The automatic discounts that apply, and the code's; a code that does not is refused in words. */
function applicable(found: Discount[], code: string | null, lines: PricedLine[], store: StoreProfile): Discount[] {
  const occasion = { lines: seen(lines), now: now(), currency: store.currency, locale: store.locale }
  if (code !== null && !found.some((discount) => discount.code === code)) {
    throw refused('discountCode', `The code ${code} is not valid.`)
  }
  return found.filter((discount) => {
    const refusal = discountRefusal(discount, occasion)
    if (refusal !== null && discount.code !== null) throw refused('discountCode', refusal)
    return refusal === null
  })
}

function goodsReduction(
  candidates: Discount[],
  lines: PricedLine[],
  draft: QuoteRequest['draft'],
  subtotal: number,
): number {
  if (draft?.discount) {
    const { kind, value } = draft.discount
    return kind === 'percentage' ? basisPoints(subtotal, value) : Math.min(value, subtotal)
  }
  return (chooseDiscounts(candidates, seen(lines)).goods?.amounts ?? []).reduce((a, b) => a + b, 0)
}

function seen(lines: PricedLine[]) {
  return lines.map((line) => ({ ...line, collectionIds: line.collectionIds ?? [] }))
}

interface Shipment {
  zones: ShippingZone[]
  destination: QuoteRequest['destination']
  lines: PricedLine[]
  /** Worth after discounts. */
  goods: number
  draft: QuoteRequest['draft']
  store: StoreProfile
}

function optionsFor({ zones, destination, lines, goods, draft, store }: Shipment): ShippingOption[] {
  if (draft?.shipping) return [{ id: 0, minDays: 0, maxDays: 0, ...draft.shipping }]
  if (!destination) return []
  const { country, province } = destination
  const zone = zoneFor(zones, country, provinceCode(country, province ?? ''))
  const heavy = lines.filter((line) => line.requiresShipping)
  const grams = heavy.reduce((total, line) => total + line.quantity * (line.grams ?? 0), 0)
  const rates = (zone?.rates ?? []).filter((rate) => rateApplies(rate, { grams, goods }))
  if (rates.length === 0) {
    const why = zone && zone.rates.length > 0 ? 'has no way of shipping this order' : 'does not ship'
    throw refused('shippingAddress.country', `${store.name} ${why} to ${countryName(country)}.`)
  }
  return rates.map((rate) => ({
    id: rate.id,
    name: rate.name,
    priceMinor: ratePrice(rate, goods),
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
