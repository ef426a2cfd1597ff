/** The names of the demo shops as small drawings: letters as outlines, on a transparent ground. */

import type { DemoStoreSlug } from '@/db/seed/demo/types'
import { outline, widthOf } from './type/lettering'

const HEIGHT = 64

function mark(width: number, content: string): string {
  const wide = Math.ceil(width)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${HEIGHT}" viewBox="0 0 ${wide} ${HEIGHT}">${content}</svg>`
}

function harbor(): string {
  const style = { face: 'fraunces-600', size: 38, track: -0.015 } as const
  const width = widthOf('Harbor Books', style.face, style.size, style.track)
  // A lighthouse between two pages.
  const sign =
    '<path fill="#1f4b5f" d="M4 53C12 48 20 49 25 53V33C20 29 12 28 4 32ZM46 53C38 48 30 49 25 53V33C30 29 38 28 46 32Z"/><path fill="#d8593f" d="M19 29L22 15H28L31 29L25 31Z"/><path fill="#d8593f" d="M21 12H29V14H21ZM22.5 11L25 5L27.5 11Z"/><path stroke="#e0a13a" stroke-width="2.2" stroke-linecap="round" d="M18 10L9 7M32 10L41 7"/>'
  return mark(62 + width + 4, `${sign}<path fill="#1d2430" d="${outline('Harbor Books', 60, 46, style)}"/>`)
}

function kiln(): string {
  const style = { face: 'bricolage-700', size: 38, track: -0.03 } as const
  const width = widthOf('Kiln & Clay', style.face, style.size, style.track)
  // A bowl under the arch of a kiln.
  const sign =
    '<path fill="none" stroke="#9a4524" stroke-width="4.5" d="M7 52V30C7 6 43 6 43 30V52"/><path fill="#28231f" d="M14 36H36C36 44 31.5 47.5 29.5 48V52H20.5V48C18.5 47.5 14 44 14 36Z"/>'
  return mark(60 + width + 4, `${sign}<path fill="#28231f" d="${outline('Kiln & Clay', 58, 46, style)}"/>`)
}

export const drawWordmark = (slug: DemoStoreSlug): string => (slug === 'harbor-books' ? harbor() : kiln())
