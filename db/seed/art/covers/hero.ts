/** The table of new books on the bookshop's home page: seven books from above, the middle ones making a 4:5 crop. */

import { harborBooks } from '@/db/seed/demo/harbor-books'
import { type Lying, lyingBook } from './binding'
import { briefFor } from './cover'
import { coverFor, framedPicture } from './draw'

const GROUND = ['#e3d9c8', '#c2b29a'] as const

/** From the back of the table to the front. */
const TABLE: readonly (readonly [handle: string, place: Lying])[] = [
  ['every-light-on-the-coast', { x: 330, y: 250, scale: 0.5, turn: 12, elevation: 58 }],
  ['what-the-ferry-carried', { x: 1010, y: 190, scale: 0.46, turn: -9, elevation: 58 }],
  ['night-walks-with-owls', { x: 1660, y: 300, scale: 0.5, turn: -16, elevation: 58 }],
  ['moss-a-slow-history', { x: 640, y: 640, scale: 0.5, turn: -14, elevation: 58 }],
  ['bread-before-seven', { x: 1290, y: 690, scale: 0.52, turn: 11, elevation: 58 }],
  ['low-season', { x: 1830, y: 960, scale: 0.5, turn: 9, elevation: 58 }],
  ['the-salt-ledger', { x: 985, y: 1010, scale: 0.54, turn: -7, elevation: 58 }],
  ['instructions-for-a-long-table', { x: 215, y: 1010, scale: 0.52, turn: -12, elevation: 58 }],
]

export function drawBookHero(width: number, height: number): string {
  const books = TABLE.map(([handle, place], index) => {
    const product = harborBooks.products.find((each) => each.handle === handle)
    if (!product) throw new Error(`There is no book “${handle}”`)
    const { title, author } = briefFor(product)
    return lyingBook(coverFor(product), title, author, place, `c${index}`)
  })
  return framedPicture(books.join(''), GROUND, width, height)
}
