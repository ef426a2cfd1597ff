/**
 * The pictures of the bookshop: a cover seen straight on, at an angle, close, or open; and the wide picture for the home
 * page. Everything is drawn as vectors; only the grain of the paper is a small tile.
 */

import type { DemoProduct } from '@/db/seed/demo/types'
import { hashText } from '../random'
import { bookDefs, litCover, lyingBook } from './binding'
import { briefFor, COVER, type Cover, type CoverMaker, group, rect, type XY } from './cover'
import { essayCovers } from './essays'
import { fictionCovers } from './fiction'
import { fieldCovers } from './field'
import { kitchenCovers } from './kitchen'
import { makingCovers } from './making'
import { nightCovers } from './night'
import { openBook } from './open-book'
import { seaCovers } from './sea'
import { LIGHT, SHADE, softShapes } from './softness'
import { storyCovers } from './stories'

const MAKERS: Record<string, CoverMaker> = {
  ...fictionCovers,
  ...storyCovers,
  ...seaCovers,
  ...fieldCovers,
  ...nightCovers,
  ...kitchenCovers,
  ...makingCovers,
  ...essayCovers,
}

export const PICTURE = { width: 1200, height: 1500 } as const

export function coverFor(product: DemoProduct): Cover {
  const maker = MAKERS[product.handle]
  if (!maker) throw new Error(`There is no cover for “${product.handle}”`)
  return maker(briefFor(product))
}

/** A picture of `width` by `height` with a lit ground under `content`. */
export function framedPicture(
  content: string,
  ground: readonly [string, string],
  width: number,
  height: number,
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    bookDefs(ground),
    rect(0, 0, width, height, 'url(#ground)'),
    content,
    rect(0, 0, width, height, 'url(#grain)', 'opacity="0.75"'),
    '</svg>',
  ].join('')
}

/** Soft bars of window light across the table. */
const daylight = (x: number): string =>
  softShapes(
    [
      {
        points: [
          [x, -60],
          [x + 330, -60],
          [x - 480, 1600],
          [x - 960, 1600],
        ],
        opacity: 0.3,
        blur: 34,
      },
      {
        points: [
          [x + 430, -60],
          [x + 620, -60],
          [x - 60, 1600],
          [x - 380, 1600],
        ],
        opacity: 0.24,
        blur: 34,
      },
    ],
    LIGHT,
  )

/** The corners of a rectangle, turned by degrees around its middle. */
function corners(x: number, y: number, width: number, height: number, turn = 0): XY[] {
  const angle = (turn * Math.PI) / 180
  const [cx, cy] = [x + width / 2, y + height / 2]
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx = 0, sy = 0]): XY => {
    const dx = (sx * width) / 2
    const dy = (sy * height) / 2
    return [cx + dx * Math.cos(angle) - dy * Math.sin(angle), cy + dx * Math.sin(angle) + dy * Math.cos(angle)]
  })
}

function front(cover: Cover): string {
  const scale = 0.985
  const x = (PICTURE.width - COVER.width * scale) / 2
  const y = (PICTURE.height - COVER.height * scale) / 2 - 6
  const wide = COVER.width * scale
  const tall = COVER.height * scale
  const depth = cover.thickness * 0.14
  return [
    softShapes(
      [
        { points: corners(x + 40, y + 62, wide, tall - 18), opacity: 0.36, blur: 36 },
        { points: corners(x + 12, y + 16, wide + 2, tall), opacity: 0.5, blur: 9 },
      ],
      SHADE,
    ),
    rect(x + 6, y + 8, wide + depth * 0.7, tall + depth * 0.5, '#d9cdb6', 'rx="4"'),
    ...[0.3, 0.55, 0.8].map((part) =>
      rect(
        x + 6,
        y + 8,
        wide + depth * 0.7 * part,
        tall + depth * 0.5 * part,
        part > 0.5 ? '#efe7d6' : '#c8bb9f',
        'rx="4"',
      ),
    ),
    group(litCover(cover, 'c'), `transform="translate(${x} ${y}) scale(${scale})"`),
  ].join('')
}

/** The SVG of a book in one of the views its product names. */
export function drawBook(product: DemoProduct, view: string): string {
  const cover = coverFor(product)
  const { title, author } = briefFor(product)
  const leansLeft = hashText(product.handle) % 2 === 0
  const wrap = (content: string): string => framedPicture(content, cover.ground, PICTURE.width, PICTURE.height)
  switch (view) {
    case 'front':
      return wrap(front(cover))
    case 'angle': {
      const lying = { x: 600, y: 790, scale: 0.9, turn: leansLeft ? -27 : 25, elevation: 57 }
      return wrap(daylight(leansLeft ? 760 : 620) + lyingBook(cover, title, author, lying, 'c'))
    }
    case 'detail': {
      const lying = { x: 470, y: 520, scale: 1.5, turn: leansLeft ? -24 : 22, elevation: 54 }
      return wrap(daylight(700) + lyingBook(cover, title, author, lying, 'c'))
    }
    case 'spread':
    case 'signature': {
      const book = openBook(product.handle, title, author, cover, view === 'signature')
      const place = 'transform="translate(-176 258) rotate(-3 640 486) scale(1.28)"'
      const shadow = softShapes(
        [
          { points: corners(-180, 300, 1340, 1020, -3), opacity: 0.4, blur: 40 },
          { points: corners(-206, 246, 1352, 1020, -3), opacity: 0.5, blur: 9 },
        ],
        SHADE,
      )
      return wrap(daylight(760) + shadow + group(book, place))
    }
    default:
      throw new Error(`“${product.handle}” has no view “${view}”`)
  }
}
