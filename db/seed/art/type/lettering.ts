/** Sets text as outlines: single lines, lines fitted to a width, and balanced blocks. Sizes and places are in pixels. */

import type { Glyph } from 'opentype.js'
import { type Face, fontOf } from './fonts'

export type Align = 'start' | 'middle' | 'end'

export interface LineStyle {
  face: Face
  size: number
  /** Letter spacing in em. */
  track?: number
  fill: string
  align?: Align
}

interface Placed {
  glyph: Glyph
  /** In font units from the start of the line. */
  x: number
}

function place(text: string, face: Face, track: number): { placed: Placed[]; width: number; perEm: number } {
  const font = fontOf(face)
  // Letter by letter: the parser does not know every substitution that these fonts list for whole strings.
  const glyphs = [...text].map((letter) => font.charToGlyph(letter))
  const placed: Placed[] = []
  let x = 0
  for (const [index, glyph] of glyphs.entries()) {
    placed.push({ glyph, x })
    const next = glyphs[index + 1]
    const kern = next ? font.getKerningValue(glyph, next) : 0
    x += (glyph.advanceWidth ?? 0) + (next ? kern + track * font.unitsPerEm : 0)
  }
  return { placed, width: x, perEm: font.unitsPerEm }
}

/** Width of a line in pixels. */
export function widthOf(text: string, face: Face, size: number, track = 0): number {
  const { width, perEm } = place(text, face, track)
  return (width / perEm) * size
}

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** The outline of a line with its baseline at `y`, as SVG path data. */
export function outline(text: string, x: number, y: number, style: Omit<LineStyle, 'fill'>): string {
  const { placed, width, perEm } = place(text, style.face, style.track ?? 0)
  const scale = style.size / perEm
  const shift = style.align === 'middle' ? width / 2 : style.align === 'end' ? width : 0
  const parts: string[] = []
  for (const { glyph, x: at } of placed) {
    const left = x + (at - shift) * scale
    for (const command of glyph.path.commands) {
      const px = (value: number): string => round(left + value * scale)
      const py = (value: number): string => round(y - value * scale)
      if (command.type === 'M' || command.type === 'L') parts.push(`${command.type}${px(command.x)} ${py(command.y)}`)
      else if (command.type === 'Q') {
        parts.push(`Q${px(command.x1)} ${py(command.y1)} ${px(command.x)} ${py(command.y)}`)
      } else if (command.type === 'C') {
        const curve = [px(command.x1), py(command.y1), px(command.x2), py(command.y2), px(command.x), py(command.y)]
        parts.push(`C${curve.join(' ')}`)
      } else parts.push('Z')
    }
  }
  return parts.join('')
}

export const line = (text: string, x: number, y: number, style: LineStyle): string =>
  `<path fill="${style.fill}" d="${outline(text, x, y, style)}"/>`

/** The size at which a line takes a width. */
export const fitSize = (text: string, face: Face, width: number, track = 0): number =>
  width / widthOf(text, face, 1, track)

/** Words in `count` lines whose lengths differ as little as possible. */
export function balance(text: string, count: number, face: Face, track = 0): string[] {
  const words = text.split(' ')
  let best: { lines: string[]; worst: number } | undefined
  const attempt = (start: number, left: number, lines: string[]): void => {
    if (left === 1) {
      const all = [...lines, words.slice(start).join(' ')]
      const worst = Math.max(...all.map((each) => widthOf(each, face, 1, track)))
      if (!best || worst < best.worst) best = { lines: all, worst }
      return
    }
    for (let end = start + 1; end <= words.length - left + 1; end++) {
      attempt(end, left - 1, [...lines, words.slice(start, end).join(' ')])
    }
  }
  attempt(0, Math.min(count, words.length), [])
  return best?.lines ?? [text]
}

export interface BlockStyle extends Omit<LineStyle, 'size'> {
  /** Greatest width and size; the block is as large as both allow. */
  width: number
  maxSize?: number
  /** Baseline to baseline, in sizes. */
  leading?: number
}

export interface Block {
  svg: string
  size: number
  /** From the top of the capitals to the last baseline. */
  height: number
}

/** Lines set in one size as a block; `y` is the top of the capitals of the first line. */
export function block(lines: readonly string[], x: number, y: number, style: BlockStyle): Block {
  const track = style.track ?? 0
  const fitted = Math.min(...lines.map((text) => fitSize(text, style.face, style.width, track)))
  const size = Math.min(fitted, style.maxSize ?? fitted)
  const leading = (style.leading ?? 1.04) * size
  const cap = capHeight(style.face) * size
  const svg = lines.map((text, index) => line(text, x, y + cap + index * leading, { ...style, size })).join('')
  return { svg, size, height: cap + (lines.length - 1) * leading }
}

/** Height of capitals in sizes. */
export function capHeight(face: Face): number {
  const font = fontOf(face)
  const box = font.charToGlyph('H').getBoundingBox()
  return box.y2 / font.unitsPerEm
}
