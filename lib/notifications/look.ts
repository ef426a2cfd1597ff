/**
 * How a store's mails look and whom they are from: the theme's colours and the store's name, with what the merchant chose
 * for mails in their place. Values are checked again here, since a mail must not break over an old row. Pure.
 */
import { z } from 'zod'
import type { MailLook } from '@/db/schema/stores'
import { IMAGE_KEY, imagePath } from '@/lib/media/images'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { isStorable, NOT_STORABLE } from '@/lib/text'

export interface Palette {
  surface: string
  raised: string
  line: string
  text: string
  muted: string
  accent: string
  accentText: string
}

const PLAIN: Palette = {
  surface: '#ffffff',
  raised: '#f6f6f4',
  line: '#e4e3df',
  text: '#1c1b19',
  muted: '#66635c',
  accent: '#1c1b19',
  accentText: '#ffffff',
}

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .refine((text) => !/\p{Cc}|\u2028|\u2029/u.test(text), 'Write this in one line.')
    .refine(isStorable, NOT_STORABLE)

/** As the desk's form sends it: empty means "not chosen". */
export const mailLookSchema = z.object({
  senderName: oneLine(60),
  replyTo: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .refine((text) => text === '' || z.email().safeParse(text).success, 'Enter an address such as name@example.com.'),
  accent: z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => text === '' || /^#[0-9a-f]{6}$/.test(text), 'Enter a colour such as #2f5d50.'),
  logoKey: z.string().refine((text) => text === '' || IMAGE_KEY.test(text), 'Upload the picture again.'),
  footer: oneLine(200),
})

/** What was chosen and nothing else. */
export function chosenLook(form: z.output<typeof mailLookSchema>): MailLook {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''))
}

/** The theme's colours, with the mails' own accent; one that is not `#rgb` or `#rrggbb` is replaced. */
export function paletteOf(store: Pick<StoreProfile, 'theme'> & Partial<Pick<StoreProfile, 'settings'>>): Palette {
  const colors: Partial<Record<string, string>> = store.theme.colors
  const names = Object.keys(PLAIN) as (keyof Palette)[]
  const entries = names.map((name) => [name, isColor(colors[name]) ? colors[name] : PLAIN[name]])
  const palette: Palette = Object.fromEntries(entries)
  const accent = store.settings?.mail?.accent
  return isColor(accent) ? { ...palette, accent, accentText: readableOn(accent) } : palette
}

/** Whom customers see the mail from, and where their answers go. */
export function senderOf(store: StoreProfile): { fromName: string; replyTo: string } {
  const { senderName, replyTo } = store.settings.mail ?? {}
  return { fromName: senderName || store.name, replyTo: replyTo || store.email }
}

/** Address of the picture that stands for the name, or null. */
export function logoOf(store: StoreProfile): string | null {
  const key = store.settings.mail?.logoKey
  return key && IMAGE_KEY.test(key) ? `${storeOrigin(store)}${imagePath(key, 640)}` : null
}

/** Black or white, whichever reads better on the colour (WCAG 2 contrast). */
export function readableOn(color: string): '#ffffff' | '#000000' {
  const hex = color.length === 4 ? [...color.slice(1)].map((digit) => digit + digit).join('') : color.slice(1)
  const [r = 0, g = 0, b = 0] = (hex.match(/../g) ?? []).map((pair) => {
    const channel = Number.parseInt(pair, 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000'
}

function isColor(value: string | undefined): value is string {
  return value !== undefined && /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)
}
