import { expect, it } from 'vitest'
import { PLAIN_THEME } from '@/lib/stores/queries'
import { presetOf, themeStyle } from './theme'

it('lets no value but plain hex into the style', () => {
  const theme = {
    ...PLAIN_THEME,
    colors: { ...PLAIN_THEME.colors, accent: 'red;} body{display:none', surface: '#Fbf8f2' },
  }
  const style = themeStyle(theme) as Record<string, string>
  expect(style['--accent']).toBe(PLAIN_THEME.colors.accent)
  expect(style['--surface']).toBe('#Fbf8f2')
})

it('takes an unknown preset for the plain one', () => {
  const stored: unknown = { ...PLAIN_THEME, preset: 'toString' }
  expect(presetOf(stored as typeof PLAIN_THEME)).toBe('plain')
})
