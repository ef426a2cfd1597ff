/** Covers of the books on field, weather and night sky. */

import { noise3, type Random } from '../random'
import { outline } from '../type/lettering'
import { type CoverMaker, circle, flow, ground, group, range, rect, shape, stroke, word, words, type XY } from './cover'

/** Hills in bands, one round cloud, slanting rain. */
const weather: CoverMaker = ({ author }) => {
  const hills = ['#b9c3b0', '#9bae97', '#7a967e', '#5b7c67', '#3f6253', '#2b4a41'].map((ink, index) => {
    const y = 640 + index * 84
    const points = range(12).map(
      (step): XY => [-60 + step * 84, y + (noise3(step * 0.42, index * 3.1, 0, 21) - 0.5) * 190],
    )
    return shape(`${flow(points)}L880 1300L-60 1300Z`, ink)
  })
  const cloud =
    'M150 470C150 410 214 380 262 402C280 330 392 306 448 366C520 330 612 376 604 446C660 452 676 530 614 540H190C140 540 130 490 150 470Z'
  const rain = range(30).map((drop) => {
    const x = 200 + (drop % 10) * 42 - Math.floor(drop / 10) * 16
    const y = 566 + Math.floor(drop / 10) * 62 + ((drop * 37) % 26)
    return stroke(`M${x} ${y}l-13 42`, '#6f8791', 5, 'stroke-linecap="round"')
  })
  return {
    art: [
      ground('#e7e3d0'),
      rect(0, 0, 800, 380, '#dfe0d2'),
      circle(598, 372, 92, '#e8a33d'),
      shape(cloud, '#fbf9f0'),
      shape(
        'M190 540H614C676 530 660 452 604 446C620 500 560 520 480 512C380 524 250 520 150 470C130 490 140 540 190 540Z',
        '#d3d9d4',
      ),
      ...rain,
      ...hills,
      words(['A Field Guide to', 'Ordinary Weather'], 400, 78, {
        face: 'fraunces-600',
        width: 650,
        fill: '#24413a',
        align: 'middle',
        leading: 1.06,
        track: -0.02,
      }),
      word(author, 400, 1150, { face: 'fraunces-400', size: 38, fill: '#e7e3d0', align: 'middle' }),
    ].join(''),
    spine: '#2b4a41',
    spineInk: '#e7e3d0',
    ground: ['#e9e5da', '#cfc8b7'],
    thickness: 66,
  }
}

function hawthorn(random: Random, x: number, y: number, angle: number, length: number, depth: number): string {
  const bend = random.between(-0.35, 0.35)
  const tip: XY = [x + Math.cos(angle + bend) * length, y + Math.sin(angle + bend) * length]
  const middle: XY = [x + Math.cos(angle) * length * 0.5, y + Math.sin(angle) * length * 0.5]
  const stem = stroke(flow([[x, y], middle, tip]), '#26382c', 1.6 + depth * 1.5, 'stroke-linecap="round"')
  const lobed = (bx: number, by: number, turn: number, size: number): string =>
    group(
      stroke(
        'M0 0C-6 -16 -26 -14 -28 -30C-20 -36 -22 -44 -32 -54C-20 -58 -14 -70 0 -84C14 -70 20 -58 32 -54C22 -44 20 -36 28 -30C26 -14 6 -16 0 0ZM0 0V-70M0 -30L-16 -40M0 -30L16 -40',
        '#26382c',
        2.6,
        'stroke-linejoin="round"',
      ),
      `transform="translate(${bx} ${by}) rotate(${(turn * 180) / Math.PI + 90}) scale(${size})"`,
    )
  if (depth === 0) {
    const berries = range(3).map((index) => {
      const bx = tip[0] + (index - 1) * 21 + random.between(-6, 6)
      const by = tip[1] + random.between(10, 42)
      return (
        stroke(`M${tip[0]} ${tip[1]}L${bx} ${by}`, '#26382c', 2) +
        circle(bx, by, 12.5, '#c2352b') +
        circle(bx - 4, by - 4, 3, '#f0a08f')
      )
    })
    return stem + lobed(tip[0], tip[1], angle + bend, 0.85) + (random.next() > 0.45 ? berries.join('') : '')
  }
  const children = [-0.62, 0.08, 0.66].map((turn) =>
    hawthorn(
      random,
      tip[0],
      tip[1],
      angle + bend + turn + random.between(-0.15, 0.15),
      length * random.between(0.62, 0.76),
      depth - 1,
    ),
  )
  return [
    stem,
    lobed(middle[0], middle[1], angle + 1.1, 0.8),
    lobed(middle[0], middle[1], angle - 1.1, 0.74),
    ...children,
  ].join('')
}

const hedgerow: CoverMaker = ({ author, random }) => ({
  art: [
    ground('#f0ead9'),
    hawthorn(random, 345, 1090, -1.62, 222, 3),
    rect(0, 0, 800, 40, '#2f4a38'),
    rect(0, 1090, 800, 110, '#2f4a38'),
    words(['The Hedgerow', 'Year'], 400, 84, {
      face: 'cormorant-600',
      width: 640,
      maxSize: 118,
      fill: '#22352a',
      align: 'middle',
      leading: 0.84,
      track: -0.01,
    }),
    word(author.toUpperCase(), 400, 1158, {
      face: 'josefin-600',
      size: 30,
      track: 0.24,
      fill: '#f0ead9',
      align: 'middle',
    }),
  ].join(''),
  spine: '#2f4a38',
  spineInk: '#f0ead9',
  ground: ['#e6e2d6', '#cbc5b4'],
  thickness: 70,
})

/** A letter M grown from thousands of points. */
const moss: CoverMaker = ({ author, random }) => {
  const letter = outline('M', 400, 985, { face: 'fraunces-900', size: 860, align: 'middle' })
  const greens = ['#2f5a2c', '#4a7a34', '#6f9a3f', '#98b84f', '#c3d270', '#26472a'] as const
  const points = range(2300).map(() => {
    const x = random.next() * 800
    const y = 330 + random.next() * 700
    return circle(x, y, 2.5 + random.next() ** 2 * 9, random.pick(greens))
  })
  const strays = range(220).map(() => {
    const x = 400 + random.normal() * 230
    const y = 985 + Math.abs(random.normal()) * 34
    return circle(x, y, 2 + random.next() ** 2 * 7, random.pick(greens))
  })
  return {
    art: [
      ground('#f3f0e2'),
      `<clipPath id="moss"><path d="${letter}"/></clipPath>`,
      shape(letter, '#35602f'),
      group(points.join(''), 'clip-path="url(#moss)"'),
      ...strays,
      words(['Moss'], 62, 74, { face: 'fraunces-600', width: 300, maxSize: 124, fill: '#22391f', track: -0.02 }),
      word('A Slow History', 64, 226, { face: 'fraunces-400i', size: 52, fill: '#5b7a36' }),
      word(author, 64, 1146, { face: 'fraunces-400', size: 38, fill: '#22391f' }),
    ].join(''),
    spine: '#35602f',
    spineInk: '#f3f0e2',
    ground: ['#e7e6da', '#c9c9b8'],
    thickness: 60,
  }
}

export const fieldCovers: Record<string, CoverMaker> = {
  'a-field-guide-to-ordinary-weather': weather,
  'the-hedgerow-year': hedgerow,
  'moss-a-slow-history': moss,
}
