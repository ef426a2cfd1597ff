/**
 * A theme's values on their way into a page. They come from a merchant, so a colour that is not plain hex never reaches a
 * style, and the two families of a preset are the project's own.
 */
import type { CSSProperties } from 'react'
import type { StoreProfile } from '@/lib/stores/queries'
import { PLAIN_THEME } from '@/lib/stores/queries'

type Theme = StoreProfile['theme']
type ColorName = keyof Theme['colors']

const HEX = /^#[0-9a-f]{6}$/i
const VARIABLES: Record<ColorName, string> = {
  surface: '--surface',
  raised: '--raised',
  line: '--line',
  text: '--text',
  muted: '--muted',
  accent: '--accent',
  accentText: '--accent-text',
}
const SANS = 'ui-sans-serif, system-ui, sans-serif'
const FONTS: Record<Theme['preset'], { body: string; display: string }> = {
  bookshop: {
    body: `"Instrument Sans Variable", "Instrument Sans Fallback", ${SANS}`,
    display: `"Fraunces Variable", "Fraunces Fallback", Georgia, serif`,
  },
  studio: {
    body: `"Hanken Grotesk Variable", "Hanken Grotesk Fallback", ${SANS}`,
    display: `"Bricolage Grotesque Variable", "Bricolage Grotesque Fallback", ${SANS}`,
  },
  plain: {
    body: `"Instrument Sans Variable", "Instrument Sans Fallback", ${SANS}`,
    display: `"Instrument Sans Variable", "Instrument Sans Fallback", ${SANS}`,
  },
}

/** A theme's colour, or the plain theme's where it is not `#rrggbb`. */
export function themeColor(theme: Theme, name: ColorName): string {
  const value = theme.colors?.[name]
  return typeof value === 'string' && HEX.test(value) ? value : PLAIN_THEME.colors[name]
}

/** Values for the tokens of tokens.css, for the style of `<html>`. */
export function themeStyle(theme: Theme): CSSProperties {
  const fonts = FONTS[presetOf(theme)]
  const style: Record<string, string> = { '--font-body': fonts.body, '--font-display': fonts.display }
  for (const [name, variable] of Object.entries(VARIABLES)) style[variable] = themeColor(theme, name as ColorName)
  return style
}

/** The theme's preset; an unknown one counts as plain. */
export function presetOf(theme: Theme): Theme['preset'] {
  return Object.hasOwn(FONTS, theme.preset) ? theme.preset : 'plain'
}
