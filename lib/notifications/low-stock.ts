/** The digest that tells the merchant which variants run low. Pure. */
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, deskClosing } from './compose'
import { html } from './html'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { linesHtml } from './order-parts'
import { OWN_WORDS, type Words } from './words'

export interface LowVariant {
  productId: number
  title: string
  variantTitle: string
  sku: string | null
  imageKey: string | null
  available: number
}

/** `desk`: scheme, host and path of the store's desk. `variants`: at least one. */
export function lowStock(
  store: StoreProfile,
  variants: LowVariant[],
  { to, desk }: { to: string; desk: string },
  words: Words = OWN_WORDS,
): Mail {
  const count = variants.length === 1 ? '1 variant' : `${variants.length} variants`
  const [first] = variants
  const lines = variants.map((line) => ({ line, note: line.sku ? `SKU ${line.sku}` : '', price: leftWords(line) }))
  return composeMail({
    kind: 'low-stock',
    store,
    to,
    words,
    values: { store_name: store.name, item_count: count },
    heading: variants.length === 1 && first ? `“${first.title}” runs low` : `${count} run low`,
    intro: `${variants.length === 1 ? 'It has' : 'They have'} fallen to the level at which you want to be told. You hear of ${variants.length === 1 ? 'it' : 'each'} again after it was restocked and falls anew.`,
    button: { label: 'Open products', href: `${desk}/products` },
    body: html`${linesHtml({ origin: storeOrigin(store), palette: paletteOf(store) }, lines)}`,
    text: [lines.map(({ line, price }) => `${line.title} ${line.variantTitle}: ${price}`).join('\n')],
    closing: deskClosing(`${desk}/settings/notifications`),
  })
}

function leftWords({ available }: LowVariant): string {
  return available <= 0 ? 'Sold out' : `${available} left`
}
