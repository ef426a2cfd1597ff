/** Covers of the novels and stories. Each has its own composition; colours are printed inks on paper. */

import { noise3 } from '../random'
import { fitSize } from '../type/lettering'
import {
  type CoverMaker,
  circle,
  flow,
  ground,
  group,
  poly,
  range,
  rect,
  ring,
  shape,
  stroke,
  word,
  words,
  type XY,
} from './cover'

/** Ruled lines of a ledger that begin to move and become a sea. */
const saltLedger: CoverMaker = ({ author }) => {
  const lines = range(41).map((row) => {
    const y = 150 + row * 21.5
    const wild = Math.max(0, (row - 15) / 22) ** 1.5
    const points = range(41).map((step): XY => {
      const x = -20 + step * 21
      return [x, y + (noise3(x * 0.0052 + row * 0.03, row * 0.16, 0, 5) - 0.5) * 190 * wild]
    })
    return stroke(flow(points), '#e9e1cd', row % 5 === 0 ? 3.4 : 1.8, `opacity="${Math.min(1, 0.5 + 0.5 * wild)}"`)
  })
  return {
    art: [
      ground('#12344a'),
      ...lines,
      rect(92, 0, 2.5, 1200, '#d8593f'),
      rect(100, 0, 2.5, 1200, '#d8593f'),
      rect(140, 196, 520, 330, '#12344a'),
      words(['The Salt', 'Ledger'], 150, 222, {
        face: 'fraunces-600',
        width: 500,
        fill: '#f4ecd8',
        leading: 0.98,
        track: -0.02,
      }),
      word('a novel', 152, 508, { face: 'fraunces-400i', size: 36, fill: '#e08b6c' }),
      shape('M0 1068C200 1040 420 1090 800 1056V1200H0Z', '#12344a'),
      word(author, 150, 1136, { face: 'fraunces-400', size: 43, fill: '#f4ecd8' }),
    ].join(''),
    spine: '#0f2c3f',
    spineInk: '#f4ecd8',
    ground: ['#e6ddcc', '#cdbfa8'],
    thickness: 92,
  }
}

/** A dial, eleven hands astray, and snow. */
const clockmaker: CoverMaker = ({ author, random }) => {
  const cx = 400
  const cy = 690
  const ticks = range(60).map((tick) => {
    const angle = (tick / 60) * Math.PI * 2
    const inner = tick % 5 === 0 ? 308 : 334
    const at = (radius: number): XY => [cx + Math.sin(angle) * radius, cy - Math.cos(angle) * radius]
    return stroke(`M${at(inner).join(' ')}L${at(356).join(' ')}`, '#e7d9b4', tick % 5 === 0 ? 9 : 3)
  })
  const hands = range(11).map((index) => {
    const angle = index * 2.399 + 0.4
    const length = 120 + ((index * 73) % 150)
    const tip: XY = [cx + Math.sin(angle) * length, cy - Math.cos(angle) * length]
    const side: XY = [Math.cos(angle) * 8, Math.sin(angle) * 8]
    return shape(
      poly([[cx - side[0], cy - side[1]], tip, [cx + side[0], cy + side[1]]]),
      index === 3 ? '#d9673f' : '#e7d9b4',
      `opacity="${index === 3 ? 1 : 0.32}"`,
    )
  })
  const snow = range(240).map(() => {
    const y = 330 + random.next() ** 0.8 * 870
    return circle(
      random.next() * 800,
      y,
      1.6 + random.next() ** 3 * 9,
      '#ffffff',
      `opacity="${0.5 + random.next() * 0.5}"`,
    )
  })
  return {
    art: [
      ground('#1b2a4a'),
      shape('M0 1010C180 930 300 990 440 960S700 900 800 950V1200H0Z', '#2b406b'),
      shape('M0 1090C160 1040 330 1110 480 1070S720 1030 800 1070V1200H0Z', '#e9edf2'),
      ring(cx, cy, 372, '#e7d9b4', 5),
      ...ticks,
      ...hands,
      circle(cx, cy, 20, '#e7d9b4'),
      ...snow,
      words(['A Clockmaker’s', 'Winter'], 400, 74, {
        face: 'playfair-700',
        width: 660,
        maxSize: 112,
        fill: '#f5ecd2',
        align: 'middle',
        leading: 1.05,
      }),
      word(author.toUpperCase(), 400, 1158, {
        face: 'josefin-600',
        size: 31,
        track: 0.16,
        fill: '#1b2a4a',
        align: 'middle',
      }),
    ].join(''),
    spine: '#16233e',
    spineInk: '#e7d9b4',
    ground: ['#dfe3e6', '#bfc7cd'],
    thickness: 76,
  }
}

/** Nine windows; one has somebody awake behind it. */
const nineRooms: CoverMaker = ({ author }) => {
  const panes = range(9).map((index) => {
    const x = 110 + (index % 3) * 205
    const y = 120 + Math.floor(index / 3) * 254
    const lit = index === 5
    const tones = ['#8fa3a8', '#7d949b', '#9bb0b3', '#869ba3', '#a6b8b8', '#f0b95a', '#758d96', '#94a8ad', '#8098a0']
    const glass = tones[index] ?? '#8fa3a8'
    return [
      rect(x, y, 170, 216, '#33444d'),
      rect(x + 11, y + 11, 148, 194, glass),
      shape(
        poly([
          [x + 11, y + 205],
          [x + 11, y + 120],
          [x + 120, y + 11],
          [x + 159, y + 11],
          [x + 159, y + 60],
        ]),
        '#ffffff',
        'opacity="0.12"',
      ),
      lit
        ? shape(
            `M${x + 62} ${y + 205}V${y + 150}C${x + 62} ${y + 118} ${x + 118} ${y + 118} ${x + 118} ${y + 150}V${y + 205}Z`,
            '#4a3420',
          ) + circle(x + 90, y + 104, 23, '#4a3420')
        : '',
      rect(x + 81, y + 11, 8, 194, '#33444d'),
      rect(x + 11, y + 92, 148, 8, '#33444d'),
      rect(x - 9, y + 216, 188, 11, '#cfd6d2'),
    ].join('')
  })
  return {
    art: [
      ground('#4c626c'),
      ...range(34).map((row) => rect(0, row * 36, 800, 1.5, '#43575f')),
      ...panes,
      rect(0, 900, 800, 300, '#eee7d8'),
      words(['Nine Rooms', 'Facing North'], 110, 942, {
        face: 'dm-400',
        width: 580,
        maxSize: 96,
        fill: '#2d3d45',
        leading: 1.0,
      }),
      word(author, 112, 1160, { face: 'instrument-500', size: 31, fill: '#8a6a2f', track: 0.01 }),
    ].join(''),
    spine: '#43575f',
    spineInk: '#eee7d8',
    ground: ['#e4e2dc', '#c9c6bd'],
    thickness: 80,
  }
}

/** Two words and an empty horizon. */
const lowSeason: CoverMaker = ({ author }) => ({
  art: [
    ground('#ecdccb'),
    rect(0, 770, 800, 430, '#a9bcb9'),
    rect(0, 770, 800, 6, '#8da4a2'),
    ...range(9).map((row) =>
      rect(0, 812 + row * row * 5.6, 800, 2 + row * 0.7, '#bccbc7', `opacity="${0.9 - row * 0.05}"`),
    ),
    word('Low', 58, 352, {
      face: 'archivo-800',
      size: fitSize('Low', 'archivo-800', 676, -0.055),
      track: -0.055,
      fill: '#c8472f',
    }),
    word('Season', 62, 590, {
      face: 'archivo-800',
      size: fitSize('Season', 'archivo-800', 676, -0.05),
      track: -0.05,
      fill: '#c8472f',
    }),
    rect(560, 720, 5, 52, '#3d4a4d'),
    shape(
      poly([
        [562, 720],
        [612, 738],
        [562, 754],
      ]),
      '#3d4a4d',
    ),
    word(author, 66, 1130, { face: 'archivo-600', size: 42, fill: '#2f4144' }),
    word('A novel', 734, 1130, { face: 'archivo-400i', size: 34, fill: '#2f4144', align: 'end' }),
  ].join(''),
  spine: '#c8472f',
  spineInk: '#f6e9da',
  ground: ['#e9e4da', '#d0c8b8'],
  thickness: 60,
})

/** Rails running away on a steep diagonal, a signal, and time set like a timetable. */
const ardmoor: CoverMaker = ({ author }) => {
  const sleepers = range(30).map((index) => {
    const part = (index / 29) ** 1.7
    const y = 330 + part * 960
    const x = 640 - part * 560
    const half = 26 + part * 250
    return shape(
      poly([
        [x - half, y],
        [x + half, y + half * 0.16],
        [x + half, y + half * 0.16 + 6 + part * 26],
        [x - half, y + 6 + part * 26],
      ]),
      '#2a2622',
    )
  })
  const rail = (side: number): string =>
    shape(
      poly([
        [640 + side * 16 - 3, 320],
        [640 + side * 16 + 3, 320],
        [80 + side * 178 + 15, 1300],
        [80 + side * 178 - 15, 1300],
      ]),
      '#f3e6cf',
    )
  return {
    art: [
      ground('#d6402b'),
      shape(
        poly([
          [800, 310],
          [800, 1200],
          [0, 1200],
          [0, 790],
        ]),
        '#c23623',
      ),
      ...sleepers,
      rail(-1),
      rail(1),
      rect(690, 128, 12, 260, '#2a2622'),
      circle(696, 128, 50, '#2a2622'),
      circle(696, 128, 33, '#ffd75e'),
      words(['Last', 'Train to', 'Ardmoor'], 60, 78, {
        face: 'narrow-700',
        width: 450,
        fill: '#f8ecd8',
        leading: 0.93,
        track: -0.015,
      }),
      group(word('22:40', 0, 0, { face: 'narrow-700', size: 74, fill: '#f8ecd8' }), 'transform="translate(620 1090)"'),
      word(author, 620, 1138, { face: 'narrow-500', size: 31, fill: '#f8ecd8' }).replace(
        '<path',
        '<path transform="translate(-22 0)"',
      ),
    ].join(''),
    spine: '#2a2622',
    spineInk: '#f8ecd8',
    ground: ['#e2dcd3', '#c7bdb0'],
    thickness: 70,
  }
}

export const fictionCovers: Record<string, CoverMaker> = {
  'the-salt-ledger': saltLedger,
  'the-salt-ledger-signed': saltLedger,
  'a-clockmakers-winter': clockmaker,
  'nine-rooms-facing-north': nineRooms,
  'low-season': lowSeason,
  'last-train-to-ardmoor': ardmoor,
}
