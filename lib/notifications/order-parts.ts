/** The parts of an order that several mails show: lines with pictures, sums, addresses; as HTML and as plain text. Pure. */
import type { Address } from '@/db/schema/checkout'
import { discountNames } from '@/lib/discounts/names'
import { imagePath } from '@/lib/media/images'
import { formatMoney } from '@/lib/money'
import type { OrderDetail, OrderLine } from '@/lib/orders/types'
import { countryName } from '@/lib/stores/places'
import { postalLines } from '@/lib/stores/postal-address'
import { type Html, html } from './html'
import { FONT } from './layout'
import type { Palette } from './look'

const PICTURE_WIDTH = 320
const DEFAULT_TITLE = 'Default Title'

export interface ShownOrder {
  order: OrderDetail
  locale: string
  /** Scheme and host of the store, for pictures. */
  origin: string
  palette: Palette
}

export interface ShownLine {
  line: Pick<OrderLine, 'title' | 'variantTitle' | 'imageKey'>
  quantity?: number
  /** What to say of it where there is no quantity. */
  note?: string
  /** null: the mail is about things, not money. */
  price: string | null
}

export function linesHtml(shown: Pick<ShownOrder, 'origin' | 'palette'>, lines: ShownLine[]): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin-top:24px">${lines.map(
    (line) => lineHtml(shown, line),
  )}</table>`
}

function lineHtml(
  { origin, palette: c }: Pick<ShownOrder, 'origin' | 'palette'>,
  { line, quantity, note, price }: ShownLine,
): Html {
  const cell = `padding:16px 0;border-top:1px solid ${c.line};vertical-align:top`
  const picture = line.imageKey
    ? html`<img src="${origin}${imagePath(line.imageKey, PICTURE_WIDTH)}" width="64" alt="" style="display:block;width:64px;height:auto;border-radius:6px;background:${c.raised}">`
    : html`<div class="page" style="width:64px;height:80px;border-radius:6px;background:${c.raised}"></div>`
  return html`<tr>
<td width="80" class="rule" style="${cell}">${picture}</td>
<td class="rule text" style="${cell};font:16px/24px ${FONT};color:${c.text}">${line.title}<br><span class="muted" style="font-size:14px;color:${c.muted}">${detailOf({ line, quantity, note })}</span></td>
<td align="right" class="rule text" style="${cell};padding-left:12px;font:16px/24px ${FONT};color:${c.text};white-space:nowrap">${price}</td></tr>`
}

export function totalsHtml({ order, locale, palette: c }: ShownOrder): Html {
  const rows = totals(order, locale)
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="rule" style="border-top:1px solid ${c.line};padding-top:12px">${rows.map(
    ({ label, amount, strong }) =>
      html`<tr><td class="${strong ? 'text' : 'muted'}" style="padding:4px 0;font:${strong ? '600 ' : ''}16px/24px ${FONT};color:${strong ? c.text : c.muted}">${label}</td><td align="right" class="text" style="padding:4px 0;font:${strong ? '600 ' : ''}16px/24px ${FONT};color:${c.text};white-space:nowrap">${amount}</td></tr>`,
  )}</table>`
}

export function factsHtml(palette: Palette, facts: { label: string; lines: string[] }[]): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin-top:28px">${facts.map(
    ({ label, lines }) =>
      html`<tr><td class="text" style="padding:0 0 16px;font:14px/22px ${FONT};color:${palette.text}"><span class="muted" style="color:${palette.muted}">${label}</span><br>${lines.map((line, index) => html`${index > 0 ? html`<br>` : null}${line}`)}</td></tr>`,
  )}</table>`
}

/** The same as paragraphs of plain text. */
export function factsText(facts: { label: string; lines: string[] }[]): string[] {
  return facts.map(({ label, lines }) => `${label}\n${lines.join('\n')}`)
}

export function linesText(lines: ShownLine[]): string {
  return lines
    .map((shown) => `${shown.line.title}\n  ${detailOf(shown)}${shown.price ? `  ${shown.price}` : ''}`)
    .join('\n')
}

export function totalsText(order: OrderDetail, locale: string): string {
  return totals(order, locale)
    .map(({ label, amount }) => `${label}: ${amount}`)
    .join('\n')
}

/** Every line of an order with what it costs before discounts that the sums name. */
export function orderedLines({ order, locale }: Pick<ShownOrder, 'order' | 'locale'>): ShownLine[] {
  return order.lines.map((line) => ({
    line,
    quantity: line.quantity,
    price: formatMoney(line.unitPriceMinor * line.quantity, order.currency, locale),
  }))
}

export function addressLines(address: Address): string[] {
  return [...postalLines(address), countryName(address.country)]
}

function detailOf({ line, quantity, note }: Pick<ShownLine, 'line' | 'quantity' | 'note'>): string {
  const variant = line.variantTitle === DEFAULT_TITLE ? '' : line.variantTitle
  return [variant, quantity === undefined ? '' : `Quantity ${quantity}`, note ?? ''].filter(Boolean).join(' · ')
}

function totals(order: OrderDetail, locale: string): { label: string; amount: string; strong?: boolean }[] {
  const money = (minor: number) => formatMoney(minor, order.currency, locale)
  const names = discountNames(order.discounts, order.discountCode)
  const code = names ? ` (${names})` : ''
  const via = order.shippingRateName ? ` (${order.shippingRateName})` : ''
  return [
    { label: 'Subtotal', amount: money(order.subtotalMinor) },
    ...(order.discountMinor > 0 ? [{ label: `Discount${code}`, amount: `−${money(order.discountMinor)}` }] : []),
    { label: `Shipping${via}`, amount: order.shippingMinor === 0 ? 'Free' : money(order.shippingMinor) },
    ...(order.taxMinor > 0
      ? [{ label: order.taxInclusive ? 'Tax, included' : 'Tax', amount: money(order.taxMinor) }]
      : []),
    { label: 'Total', amount: money(order.totalMinor), strong: true },
  ]
}
