/** Covers of the books on owls and stars. */

import { noise3 } from '../random'
import { type CoverMaker, circle, ground, poly, range, rect, shape, stroke, word, words, type XY } from './cover'

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

const CONSTELLATIONS: XY[][] = [
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

/** Gold lines between forty stars, and the roofs one sees them from. */
const stars: CoverMaker = ({ author, random }) => {
  const lines = CONSTELLATIONS.map((points) =>
    stroke(`M${points.map((point) => point.join(' ')).join('L')}`, '#e3bd6a', 2.2),
  )
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
      ...CONSTELLATIONS.flatMap((points, which) =>
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

export const nightCovers: Record<string, CoverMaker> = {
  'night-walks-with-owls': owls,
  'constellations-for-city-windows': stars,
}
