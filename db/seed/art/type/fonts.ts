/**
 * The typefaces of the demo pictures, read from npm packages and parsed once. Text becomes outlines, so that a machine
 * without fonts draws the same letters. Latin only.
 */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Font } from 'opentype.js'

const require = createRequire(import.meta.url)

// The package's main file is CommonJS without named exports that ES modules could see.
const { parse } = require('opentype.js') as typeof import('opentype.js')

const FAMILIES = {
  fraunces: 'fraunces',
  instrument: 'instrument-sans',
  bricolage: 'bricolage-grotesque',
  playfair: 'playfair-display',
  archivo: 'archivo',
  narrow: 'archivo-narrow',
  cormorant: 'cormorant-garamond',
  bodoni: 'bodoni-moda',
  dm: 'dm-serif-display',
  josefin: 'josefin-sans',
  hand: 'homemade-apple',
} as const

export type Family = keyof typeof FAMILIES

/** A face such as `fraunces-700` or `playfair-400i`. */
export type Face = `${Family}-${number}` | `${Family}-${number}i`

const faces = new Map<Face, Font>()

/** The parsed font of a face; throws when the package has no such weight. */
export function fontOf(face: Face): Font {
  const known = faces.get(face)
  if (known) return known
  const match = /^([a-z]+)-(\d+)(i?)$/.exec(face)
  const family = match?.[1] as Family | undefined
  if (!match || !family) throw new Error(`“${face}” is not a face`)
  const name = FAMILIES[family]
  const style = match[3] ? 'italic' : 'normal'
  const file = require.resolve(`@fontsource/${name}/files/${name}-latin-${match[2]}-${style}.woff`)
  const bytes = readFileSync(file)
  const font = parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  faces.set(face, font)
  return font
}
