/**
 * Makes a printed cover into a book that lies on a table: boards, spine, page edges, light and shadow. Parallel projection,
 * so every face is an exact affine picture of its flat drawing.
 */

import { mixHex } from '../color'
import { line, widthOf } from '../type/lettering'
import { COVER, type Cover, group, rect, type XY } from './cover'
import { SHADE, softShapes } from './softness'
import { grainPattern } from './texture'

const PAPER = '#efe7d6'

/** Gradients and filters that every picture of a book may use. */
export const bookDefs = (ground: readonly [string, string]): string =>
  [
    '<defs>',
    grainPattern(),
    `<linearGradient id="ground" x1="0" y1="0" x2="0.85" y2="1"><stop offset="0" stop-color="${mixHex(ground[0], '#ffffff', 0.35)}"/><stop offset="0.55" stop-color="${ground[0]}"/><stop offset="1" stop-color="${ground[1]}"/></linearGradient>`,
    '<linearGradient id="sheen" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="0.2"/><stop offset="0.32" stop-color="#fff" stop-opacity="0.04"/><stop offset="0.6" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.17"/></linearGradient>',
    '<linearGradient id="hinge" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#000" stop-opacity="0.22"/><stop offset="0.14" stop-color="#fff" stop-opacity="0.2"/><stop offset="0.42" stop-color="#fff" stop-opacity="0.03"/><stop offset="0.62" stop-color="#000" stop-opacity="0.3"/><stop offset="0.76" stop-color="#fff" stop-opacity="0.17"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>',
    '</defs>',
  ].join('')

/** The cover with the light of a room on it, 800 by 1200 at the origin. */
export const litCover = (cover: Cover, id: string): string =>
  [
    `<clipPath id="${id}"><rect width="${COVER.width}" height="${COVER.height}" rx="5"/></clipPath>`,
    `<g clip-path="url(#${id})">`,
    cover.art,
    rect(0, 0, COVER.width, COVER.height, 'url(#sheen)'),
    rect(0, 0, 64, COVER.height, 'url(#hinge)'),
    rect(0, 0, COVER.width, 2.2, '#ffffff', 'opacity="0.4"'),
    rect(0, COVER.height - 2, COVER.width, 2, '#000000', 'opacity="0.25"'),
    rect(COVER.width - 2, 0, 2, COVER.height, '#000000', 'opacity="0.22"'),
    '</g>',
  ].join('')

export interface Lying {
  /** Middle of the book on the picture, on the table. */
  x: number
  y: number
  scale: number
  /** Degrees clockwise, seen from above. */
  turn: number
  /** Degrees of the camera above the table; 90 looks straight down. */
  elevation: number
  /** Height of the table or of the pile below, in cover units. */
  base?: number
}

interface Frame {
  at: (u: number, v: number, height: number) => XY
  ex: XY
  ez: XY
  drop: number
}

function frameFor(lying: Lying): Frame {
  const angle = (lying.turn * Math.PI) / 180
  const tilt = (lying.elevation * Math.PI) / 180
  const ex: XY = [Math.cos(angle) * lying.scale, Math.sin(angle) * Math.sin(tilt) * lying.scale]
  const ez: XY = [-Math.sin(angle) * lying.scale, Math.cos(angle) * Math.sin(tilt) * lying.scale]
  const drop = Math.cos(tilt) * lying.scale
  const base = lying.base ?? 0
  return {
    ex,
    ez,
    drop,
    at: (u, v, height) => [
      lying.x + (u - COVER.width / 2) * ex[0] + (v - COVER.height / 2) * ez[0],
      lying.y + (u - COVER.width / 2) * ex[1] + (v - COVER.height / 2) * ez[1] - (height + base) * drop,
    ],
  }
}

const matrix = (a: XY, b: XY, origin: XY): string =>
  `transform="matrix(${[a[0], a[1], b[0], b[1], origin[0], origin[1]].map((value) => value.toFixed(5)).join(' ')})"`

/** Cut pages, `length` long and `height` high, in local units; darker where they turn from the light. */
function pageEdge(length: number, height: number, shade: number): string {
  const leaves = Array.from({ length: Math.max(4, Math.round(height / 4.2)) }, (_, index) => {
    const y = (index + 0.5) * 4.2
    const tone = ((index * 37) % 11) / 11
    return rect(0, y, length, 1.1, '#8d7a5c', `opacity="${(0.16 + tone * 0.34).toFixed(2)}"`)
  })
  return [
    rect(0, 0, length, height, mixHex(PAPER, '#6d5d49', shade)),
    ...leaves,
    rect(0, 0, length, height * 0.16, '#000000', 'opacity="0.2"'),
    rect(0, height * 0.86, length, height * 0.14, '#000000', 'opacity="0.12"'),
  ].join('')
}

/** A side of the block between its two boards. */
function sideFace(length: number, height: number, board: string, shade: number): string {
  const thick = Math.min(9, height * 0.16)
  const cloth = mixHex(board, '#000000', 0.12 + shade * 0.6)
  return [
    group(pageEdge(length - 18, height - thick * 2, shade), `transform="translate(6 ${thick})"`),
    rect(0, 0, length, thick, cloth),
    rect(0, 0, length, 1.6, '#ffffff', 'opacity="0.25"'),
    rect(0, height - thick, length, thick, mixHex(cloth, '#000000', 0.25)),
  ].join('')
}

function spineFace(cover: Cover, title: string, author: string): string {
  const { thickness: height, spine } = cover
  const { height: length } = COVER
  const size = Math.min(44, height * 0.52)
  const titleWidth = widthOf(title, 'fraunces-600', size)
  const shown = titleWidth > 760 ? (size * 760) / titleWidth : size
  const baseline = height / 2 + shown * 0.34
  return [
    rect(0, 0, length, height, spine),
    line(title, 70, baseline, { face: 'fraunces-600', size: shown, fill: cover.spineInk }),
    height > 40
      ? line(author.split(' ').at(-1) ?? '', length - 70, height / 2 + size * 0.25, {
          face: 'instrument-500',
          size: size * 0.66,
          fill: cover.spineInk,
          align: 'end',
        })
      : '',
    rect(0, 0, length, height * 0.3, '#ffffff', 'opacity="0.1"'),
    rect(0, height * 0.62, length, height * 0.38, '#000000', 'opacity="0.2"'),
    rect(0, 0, length, 2, '#ffffff', 'opacity="0.35"'),
  ].join('')
}

/** The shadow of a book on what it lies on. */
export function shadowOf(cover: Cover, lying: Lying): string {
  const { at } = frameFor(lying)
  const { width, height } = COVER
  const reach = cover.thickness + (lying.base ? 30 : 0)
  const foot: XY[] = [at(0, 0, 0), at(width, 0, 0), at(width, height, 0), at(0, height, 0)]
  const cast = foot.map(([x, y]): XY => [x + reach * 1.15 * lying.scale, y + reach * 0.5 * lying.scale])
  const under = foot.map(([x, y]): XY => [x + 10 * lying.scale, y + 8 * lying.scale])
  return softShapes(
    [
      { points: cast, opacity: 0.4, blur: 46 * lying.scale },
      { points: under, opacity: 0.5, blur: 9 },
    ],
    SHADE,
  )
}

/** A book lying on a table; the id must be unique in the picture. */
export function lyingBook(cover: Cover, title: string, author: string, lying: Lying, id: string): string {
  const { at, ex, ez, drop } = frameFor(lying)
  const { thickness } = cover
  const { width, height } = COVER
  const down: XY = [0, drop]
  const showsSpine = lying.turn < 0
  const back: XY = [-ez[0], -ez[1]]
  const side = showsSpine
    ? group(spineFace(cover, title, author), matrix(ez, down, at(0, 0, thickness)))
    : group(sideFace(height, thickness, cover.spine, 0.24), matrix(back, down, at(width, height, thickness)))
  return [
    shadowOf(cover, lying),
    side,
    group(sideFace(width, thickness, cover.spine, showsSpine ? 0.1 : 0.04), matrix(ex, down, at(0, height, thickness))),
    group(litCover(cover, id), matrix(ex, ez, at(0, 0, thickness))),
  ].join('')
}
