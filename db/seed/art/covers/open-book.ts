/** An open book from above: a title page on the left, the beginning of the text on the right; or a signed title page. */

import { balance, line, widthOf } from '../type/lettering'
import type { Cover } from './cover'
import { rect, shape } from './cover'
import { OPENINGS } from './openings'

const PAGE = { width: 500, height: 760 }
const INK = '#2a2521'

const TEXT = { face: 'cormorant-600', size: 22.5, leading: 30.5 } as const

/** Breaks text into lines of a width; widths may differ for the first lines, beside a large initial. */
function breakLines(text: string, widthAt: (line: number) => number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(' ')) {
    const longer = current ? `${current} ${word}` : word
    if (current && widthOf(longer, TEXT.face, TEXT.size) > widthAt(lines.length)) {
      lines.push(current)
      current = word
    } else current = longer
  }
  lines.push(current)
  return lines
}

/** One justified line. */
function justified(text: string, x: number, y: number, width: number, last: boolean): string {
  const words = text.split(' ')
  const natural = words.reduce((sum, word) => sum + widthOf(word, TEXT.face, TEXT.size), 0)
  const gap = last || words.length < 2 ? TEXT.size * 0.24 : (width - natural) / (words.length - 1)
  let left = x
  return words
    .map((word) => {
      const drawn = line(word, left, y, { face: TEXT.face, size: TEXT.size, fill: INK })
      left += widthOf(word, TEXT.face, TEXT.size) + gap
      return drawn
    })
    .join('')
}

function textPage(handle: string): string {
  const opening = OPENINGS[handle]
  if (!opening) throw new Error(`There is no opening for “${handle}”`)
  const left = 62
  const width = PAGE.width - 124
  const initial = opening.text.slice(0, 1)
  const beside = widthOf(initial, 'fraunces-600', 78) + 9
  const indent = (index: number): number => (index < 2 ? beside : 0)
  const lines = breakLines(opening.text.slice(1), (index) => width - indent(index))
  const top = 282
  return [
    line(opening.chapter, PAGE.width / 2, 150, { face: 'cormorant-600i', size: 36, fill: INK, align: 'middle' }),
    rect(PAGE.width / 2 - 24, 182, 48, 1.6, INK, 'opacity="0.6"'),
    line(initial, left, top + TEXT.leading - 1, { face: 'fraunces-600', size: 78, fill: INK }),
    ...lines.map((text, index) =>
      justified(
        text,
        left + indent(index),
        top + index * TEXT.leading,
        width - indent(index),
        index === lines.length - 1,
      ),
    ),
    line('1', PAGE.width / 2, PAGE.height - 44, { face: 'cormorant-600', size: 20, fill: INK, align: 'middle' }),
  ].join('')
}

function titlePage(title: string, author: string, cover: Cover): string {
  const lines = balance(title, Math.min(4, title.split(' ').length > 3 ? 3 : 2), 'fraunces-600')
  const widest = Math.max(...lines.map((text) => widthOf(text, 'fraunces-600', 1)))
  const size = Math.min(62, 360 / widest)
  return [
    ...lines.map((text, index) =>
      line(text, PAGE.width / 2, 214 + index * size * 1.14, { face: 'fraunces-600', size, fill: INK, align: 'middle' }),
    ),
    rect(PAGE.width / 2 - 20, 470, 40, 3, cover.spine === '#fbf8f1' ? INK : cover.spine),
    line(author, PAGE.width / 2, 530, { face: 'cormorant-600', size: 30, fill: INK, align: 'middle' }),
    line('PORT ALDER', PAGE.width / 2, 684, { face: 'josefin-600', size: 15, track: 0.3, fill: INK, align: 'middle' }),
  ].join('')
}

const signature = (author: string): string =>
  [
    `<g transform="translate(${PAGE.width / 2} 612) rotate(-5)">`,
    line(author, 0, 0, { face: 'hand-400', size: 38, fill: '#1f3a6e', align: 'middle' }),
    '</g>',
    line('31 / 40', PAGE.width - 70, 712, { face: 'hand-400', size: 20, fill: '#1f3a6e', align: 'end' }),
  ].join('')

/** 1000 by 760 at the origin, with its edges and the fall of its pages. */
export function openBook(handle: string, title: string, author: string, cover: Cover, signed: boolean): string {
  const { width, height } = PAGE
  const leaves = [5, 4, 3, 2, 1].map((leaf) =>
    rect(
      -leaf * 3.4,
      leaf * 1.5,
      width * 2 + leaf * 6.8,
      height + leaf * 1.2,
      leaf % 2 ? '#e2d7c1' : '#f1e9d9',
      'rx="3"',
    ),
  )
  return [
    '<defs><linearGradient id="fall"><stop offset="0" stop-color="#3a2c1c" stop-opacity="0.1"/><stop offset="0.2" stop-color="#3a2c1c" stop-opacity="0.01"/><stop offset="0.38" stop-color="#3a2c1c" stop-opacity="0.03"/><stop offset="0.46" stop-color="#3a2c1c" stop-opacity="0.14"/><stop offset="0.498" stop-color="#2a1f13" stop-opacity="0.42"/><stop offset="0.502" stop-color="#2a1f13" stop-opacity="0.3"/><stop offset="0.53" stop-color="#3a2c1c" stop-opacity="0.09"/><stop offset="0.6" stop-color="#fff" stop-opacity="0.2"/><stop offset="0.8" stop-color="#3a2c1c" stop-opacity="0.01"/><stop offset="1" stop-color="#3a2c1c" stop-opacity="0.12"/></linearGradient></defs>',
    rect(-30, -14, width * 2 + 60, height + 34, cover.spine, 'rx="6"'),
    ...leaves,
    rect(0, 0, width * 2, height, '#f8f2e6', 'rx="2"'),
    titlePageAt(title, author, cover, signed),
    `<g transform="translate(${width} 0)">${signed ? titlePage(title, author, cover) + signature(author) : textPage(handle)}</g>`,
    rect(0, 0, width * 2, height, 'url(#fall)'),
    shape(
      `M${width - 5} 0C${width - 2} ${height * 0.4} ${width - 2} ${height * 0.7} ${width - 5} ${height}H${width + 5}C${width + 2} ${height * 0.7} ${width + 2} ${height * 0.4} ${width + 5} 0Z`,
      '#4a3c2c',
      'opacity="0.3"',
    ),
  ].join('')
}

/** The left page: the title, or an endpaper with a ship's note where the right page is signed. */
const titlePageAt = (title: string, author: string, cover: Cover, signed: boolean): string =>
  signed ? rect(0, 0, PAGE.width, PAGE.height, cover.spine, 'opacity="0.9"') : titlePage(title, author, cover)
