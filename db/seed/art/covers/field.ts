/** Covers of the books on field, weather and night sky. */

import { noise3, type Random } from '../random'
import { outline } from '../type/lettering'
import {
  type CoverMaker,
  circle,
  flow,
  ground,
  group,
  poly,
  range,
  rect,
  shape,
  stroke,
  word,
  words,
  type XY,
} from './cover'

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

/** Two eyes in a field of cut stripes. */
const owls: CoverMaker = ({ author }) => {
  const stripes = range(42).map((column) => {
    const x = 14 + column * 19
    const left: XY[] = []
    const right: XY[] = []
    for (let y = 330; y <= 1210; y += 22) {
      const inBody = Math.hypot((x - 400) / 285, (y - 810) / 430) < 1
      const thick = inBody
        ? 5.6 + noise3(x * 0.02, y * 0.045, 0, 44) * 5.5
        : 2 + noise3(x * 0.02, y * 0.01, 4, 44) * 3.2
      const sway = inBody ? Math.sin(y * 0.1 + column) * 3.6 : 0
      left.push([x - thick / 2 + sway, y])
      right.unshift([x + thick / 2 + sway, y])
    }
    return shape(poly([...left, ...right]), '#e8dcc0')
  })
  const eye = (x: number): string =>
    [
      circle(x, 640, 126, '#1c1a24'),
      ...range(40).map((ray) =>
        rect(-2.6, -118, 5.2, 40, '#e8dcc0', `transform="translate(${x} 640) rotate(${ray * 9})"`),
      ),
      circle(x, 640, 74, '#e9922e'),
      circle(x, 640, 42, '#14121a'),
      circle(x + 14, 624, 12, '#fff7e4'),
    ].join('')
  return {
    art: [
      ground('#1c1a24'),
      ...stripes,
      shape(
        'M150 470C190 390 250 400 300 470C340 500 460 500 500 470C550 400 610 390 650 470C620 520 560 520 400 560C240 520 180 520 150 470Z',
        '#1c1a24',
      ),
      eye(272),
      eye(528),
      shape('M400 668L432 736L400 800L368 736Z', '#e9922e'),
      rect(0, 0, 800, 326, '#1c1a24'),
      words(['Night Walks', 'with Owls'], 60, 72, {
        face: 'dm-400',
        width: 560,
        fill: '#f3e8cf',
        leading: 1.0,
        track: -0.01,
      }),
      rect(0, 1092, 800, 108, '#e9922e'),
      word(author, 60, 1160, { face: 'dm-400', size: 46, fill: '#1c1a24' }),
    ].join(''),
    spine: '#1c1a24',
    spineInk: '#e9922e',
    ground: ['#e2dfd9', '#c6c0b6'],
    thickness: 68,
  }
}

/** Gold lines between forty stars, and the roofs one sees them from. */
const stars: CoverMaker = ({ author, random }) => {
  const groups: XY[][] = [
    [
      [120, 470],
      [205, 430],
      [290, 462],
      [360, 420],
      [455, 452],
      [430, 548],
      [330, 560],
      [290, 462],
    ],
    [
      [560, 420],
      [612, 505],
      [668, 560],
      [700, 660],
      [612, 505],
    ],
    [
      [150, 690],
      [214, 742],
      [190, 836],
      [110, 812],
      [150, 690],
    ],
    [
      [360, 680],
      [420, 742],
      [500, 724],
      [566, 790],
      [500, 724],
      [470, 636],
    ],
  ]
  const lines = groups.map((points) => stroke(`M${points.map((point) => point.join(' ')).join('L')}`, '#e3bd6a', 2.2))
  const spark = (x: number, y: number, size: number): string =>
    shape(
      `M${x} ${y - size}L${x + size * 0.2} ${y - size * 0.2}L${x + size} ${y}L${x + size * 0.2} ${y + size * 0.2}L${x} ${y + size}L${x - size * 0.2} ${y + size * 0.2}L${x - size} ${y}L${x - size * 0.2} ${y - size * 0.2}Z`,
      '#f6dfa0',
    )
  const roofs = range(11).map((index) => {
    const x = index * 76 - 18
    const top = 960 + noise3(index * 1.7, 2, 0, 61) * 130
    const windows = range(6).map((slot) =>
      random.next() > 0.6
        ? rect(x + 14 + (slot % 2) * 30, top + 36 + Math.floor(slot / 2) * 46, 15, 24, '#e3bd6a')
        : '',
    )
    const roof =
      index % 3 === 1
        ? poly([
            [x, top],
            [x + 38, top - 44],
            [x + 78, top],
            [x + 78, 1210],
            [x, 1210],
          ])
        : poly([
            [x, top],
            [x + 78, top],
            [x + 78, 1210],
            [x, 1210],
          ])
    return shape(roof, index % 2 ? '#0a1122' : '#0e172c') + windows.join('')
  })
  return {
    art: [
      ground('#16264a'),
      ...range(5).map((band) => rect(0, 700 + band * 90, 800, 600, '#2a4272', `opacity="${0.14 + band * 0.03}"`)),
      ...range(90).map(() =>
        circle(random.next() * 800, random.next() * 900, 0.8 + random.next() * 1.4, '#cfd6ee', 'opacity="0.6"'),
      ),
      ...lines,
      ...groups.flatMap((points, which) =>
        points.map(([x, y], index) => spark(x, y, index === 2 || (which === 1 && index === 0) ? 24 : 13)),
      ),
      ...roofs,
      words(['Constellations', 'for City Windows'], 400, 84, {
        face: 'josefin-600',
        width: 650,
        fill: '#f6e6bd',
        align: 'middle',
        leading: 1.18,
      }),
      word(author, 400, 322, { face: 'josefin-400', size: 35, track: 0.08, fill: '#e3bd6a', align: 'middle' }),
    ].join(''),
    spine: '#0e172c',
    spineInk: '#f6e6bd',
    ground: ['#e0e1e3', '#c0c3ca'],
    thickness: 50,
  }
}

export const fieldCovers: Record<string, CoverMaker> = {
  'a-field-guide-to-ordinary-weather': weather,
  'the-hedgerow-year': hedgerow,
  'moss-a-slow-history': moss,
  'night-walks-with-owls': owls,
  'constellations-for-city-windows': stars,
}
