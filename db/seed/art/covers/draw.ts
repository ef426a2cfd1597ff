/**
 * The pictures of the bookshop: a cover seen straight on, at an angle, close, or open; and the wide picture for the home
 * page. Everything is drawn as vectors; only the grain of the paper is a small tile.
 */

import type { DemoProduct } from '@/db/seed/demo/types'
import { hashText } from '../random'
import { bookDefs, litCover, lyingBook } from './binding'
import { briefFor, COVER, type Cover, group, rect, shape } from './cover'
import { essayCovers } from './essays'
import { fictionCovers } from './fiction'
import { fieldCovers } from './field'
import { kitchenCovers } from './kitchen'
import { makingCovers } from './making'
import { openBook } from './open-book'
import { seaCovers } from './sea'

const MAKERS = { ...fictionCovers, ...seaCovers, ...fieldCovers, ...kitchenCovers, ...makingCovers, ...essayCovers }

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

/** A soft bar of window light across the table. */
const daylight = (x: number): string =>
  [
    shape(`M${x} -60L${x + 330} -60L${x - 480} 1600L${x - 960} 1600Z`, '#ffffff', 'opacity="0.26" filter="url(#far)"'),
    shape(
      `M${x + 430} -60L${x + 620} -60L${x - 60} 1600L${x - 380} 1600Z`,
      '#ffffff',
      'opacity="0.2" filter="url(#far)"',
    ),
  ].join('')

function front(cover: Cover): string {
  const scale = 0.985
  const x = (PICTURE.width - COVER.width * scale) / 2
  const y = (PICTURE.height - COVER.height * scale) / 2 - 6
  const wide = COVER.width * scale
  const tall = COVER.height * scale
  const depth = cover.thickness * 0.14
  return [
    rect(x + 40, y + 62, wide, tall - 18, '#2b2118', 'opacity="0.36" filter="url(#far)"'),
    rect(x + 12, y + 16, wide + 2, tall, '#241a12', 'opacity="0.5" filter="url(#near)"'),
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
      const lying = { x: 590, y: 800, scale: 0.8, turn: leansLeft ? -27 : 25, elevation: 56 }
      return wrap(daylight(leansLeft ? 760 : 620) + lyingBook(cover, title, author, lying, 'c'))
    }
    case 'detail': {
      const lying = { x: 470, y: 520, scale: 1.5, turn: leansLeft ? -24 : 22, elevation: 54 }
      return wrap(daylight(700) + lyingBook(cover, title, author, lying, 'c'))
    }
    case 'spread':
    case 'signature': {
      const book = openBook(product.handle, title, author, cover, view === 'signature')
      const place = 'transform="translate(98 330) rotate(-4 500 380) scale(1.005)"'
      const shadow = group(
        rect(20, 40, 1010, 780, '#2b2118', 'opacity="0.38" filter="url(#far)"') +
          rect(-22, 0, 1050, 790, '#241a12', 'opacity="0.5" filter="url(#near)"'),
        place,
      )
      return wrap(daylight(760) + shadow + group(book, place))
    }
    default:
      throw new Error(`“${product.handle}” has no view “${view}”`)
  }
}
