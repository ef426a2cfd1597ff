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
    '<path fill="#1f4b5f" d="M4 50C12 45 20 46 25 50V27C20 23 12 22 4 26ZM46 50C38 45 30 46 25 50V27C30 23 38 22 46 26Z"/><path fill="#d8593f" d="M22 20L23 9H27L28 20L25 22Z"/><circle cx="25" cy="6" r="3" fill="#d8593f"/>'
  return mark(62 + width + 4, `${sign}<path fill="#1d2430" d="${outline('Harbor Books', 60, 46, style)}"/>`)
}

function kiln(): string {
  const style = { face: 'bricolage-700', size: 38, track: -0.03 } as const
  const width = widthOf('Kiln & Clay', style.face, style.size, style.track)
  // A bowl under the arch of a kiln.
  const sign =
    '<path fill="none" stroke="#9a4524" stroke-width="4.5" d="M7 52V30C7 6 43 6 43 30V52"/><path fill="#28231f" d="M13 34H37C37 45 33 52 25 52S13 45 13 34Z"/>'
  return mark(60 + width + 4, `${sign}<path fill="#28231f" d="${outline('Kiln & Clay', 58, 46, style)}"/>`)
}

export const drawWordmark = (slug: DemoStoreSlug): string => (slug === 'harbor-books' ? harbor() : kiln())
