/** What a cover is, and the few SVG words that covers are written in. Covers are drawn 800 wide and 1200 high. */

import type { DemoProduct } from '@/db/seed/demo/types'
import { type Random, randomFrom } from '../random'
import { type BlockStyle, block, type LineStyle, line } from '../type/lettering'

export const COVER = { width: 800, height: 1200 } as const

export interface Cover {
  /** What is printed, without binding or light. */
  art: string
  spine: string
  /** Words on the spine, and their colour. */
  spineInk: string
  /** The ground it is photographed on. */
  ground: readonly [light: string, dark: string]
  /** Thickness of the book in cover units. */
  thickness: number
}

export interface Brief {
  title: string
  author: string
  random: Random
}

export type CoverMaker = (brief: Brief) => Cover

export const briefFor = (product: DemoProduct): Brief => ({
  title: product.title.replace(' (signed)', ''),
  author: product.vendor,
  random: randomFrom(product.handle),
})

const n = (value: number): string => String(Math.round(value * 100) / 100)

export const rect = (x: number, y: number, width: number, height: number, fill: string, extra = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}" ${extra}/>`

export const circle = (x: number, y: number, radius: number, fill: string, extra = ''): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}" ${extra}/>`

export const ring = (x: number, y: number, radius: number, stroke: string, width: number, extra = ''): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="none" stroke="${stroke}" stroke-width="${n(width)}" ${extra}/>`

export const shape = (d: string, fill: string, extra = ''): string => `<path d="${d}" fill="${fill}" ${extra}/>`

export const stroke = (d: string, color: string, width: number, extra = ''): string =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${n(width)}" ${extra}/>`

export const group = (content: string, extra: string): string => `<g ${extra}>${content}</g>`

export const ground = (fill: string): string => rect(0, 0, COVER.width, COVER.height, fill)

export type XY = readonly [number, number]

export const poly = (points: readonly XY[]): string => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`

/** A soft line through points, open. */
export function flow(points: readonly XY[]): string {
  const at = (index: number): XY => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0]
  let d = `M${n(at(0)[0])} ${n(at(0)[1])}`
  for (let index = 0; index + 1 < points.length; index++) {
    const [a, b, c, e] = [at(index - 1), at(index), at(index + 1), at(index + 2)]
    const one = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6] as const
    const two = [c[0] - (e[0] - b[0]) / 6, c[1] - (e[1] - b[1]) / 6] as const
    d += `C${n(one[0])} ${n(one[1])} ${n(two[0])} ${n(two[1])} ${n(c[0])} ${n(c[1])}`
  }
  return d
}

/** The same, closed. */
export const blob = (points: readonly XY[]): string => {
  const first = points[0]
  return first ? `${flow([...points, first])}Z` : ''
}

export const word = (text: string, x: number, y: number, style: LineStyle): string => line(text, x, y, style)

export const words = (lines: readonly string[], x: number, y: number, style: BlockStyle): string =>
  block(lines, x, y, style).svg

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
