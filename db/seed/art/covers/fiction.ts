/** Covers of the novels and stories. Each has its own composition; colours are printed inks on paper. */

import { noise3 } from '../random'
import { fitSize } from '../type/lettering'
import {
  blob,
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

/** A comb with the light coming through some of its cells, and one bee. */
const beekeeper: CoverMaker = ({ author, random }) => {
  const cells = range(15).flatMap((row) =>
    range(9).map((column) => {
      const x = column * 104 + (row % 2) * 52 - 20
      const y = row * 90 + 300
      const full = noise3(column * 0.5, row * 0.42, 1, 77)
      const tones = ['#f4b83f', '#eca52a', '#d98a1d', '#f7cd6b', '#b96a14'] as const
      const fill = full > 0.38 ? random.pick(tones) : '#fbe6b6'
      const hex = (size: number): string =>
        poly(
          range(6).map((corner): XY => {
            const angle = (corner / 6) * Math.PI * 2 + Math.PI / 6
            return [x + Math.cos(angle) * size, y + Math.sin(angle) * size]
          }),
        )
      return full > 0.3 ? shape(hex(55), fill) + shape(hex(37), '#ffffff', 'opacity="0.13"') : ''
    }),
  )
  const bee = [
    shape('M-8 -18C-70 -96 -120 -60 -92 -24C-76 -4 -38 -4 -8 -10Z', '#ffffff', 'opacity="0.9"'),
    shape('M8 -18C70 -96 120 -60 92 -24C76 -4 38 -4 8 -10Z', '#ffffff', 'opacity="0.9"'),
    shape('M0 -34C30 -34 42 -4 42 24C42 62 18 92 0 104C-18 92 -42 62 -42 24C-42 -4 -30 -34 0 -34Z', '#2b1c10'),
    rect(-41, 12, 82, 13, '#f4b83f'),
    rect(-39, 42, 78, 12, '#f4b83f'),
    rect(-29, 68, 58, 9, '#f4b83f'),
    circle(0, -42, 23, '#2b1c10'),
  ].join('')
  return {
    art: [
      ground('#fdf1d3'),
      ...cells,
      group(bee, 'transform="translate(590 360) rotate(28) scale(1.05)"'),
      words(['The Beekeeper', 'of Strand Street'], 56, 76, {
        face: 'bricolage-800',
        width: 690,
        fill: '#2b1c10',
        leading: 0.98,
        track: -0.025,
      }),
      rect(0, 1096, 800, 104, '#2b1c10'),
      word(author, 56, 1162, { face: 'bricolage-600', size: 45, fill: '#f7cd6b' }),
    ].join(''),
    spine: '#2b1c10',
    spineInk: '#f7cd6b',
    ground: ['#eee4d2', '#d5c6aa'],
    thickness: 84,
  }
}

/** A very long dog, a low moon. */
const dogs: CoverMaker = ({ author }) => {
  const dog =
    'M86 846C110 800 150 792 214 790C330 784 420 800 520 784C560 776 584 740 592 690C596 662 584 640 606 622C624 606 650 604 668 616L742 644C756 650 754 668 742 674L690 690C686 730 668 800 650 842C640 872 640 960 644 1056H608C604 980 596 930 586 896C500 914 380 910 270 888C252 940 246 1000 250 1056H214C206 990 204 930 196 884C178 920 160 990 158 1056H124C120 980 124 920 128 880C104 890 70 930 42 990C34 960 56 890 86 846Z'
  return {
    art: [
      ground('#231f3d'),
      circle(560, 500, 208, '#f3dfa8'),
      ...range(5).map((index) => circle(560, 500, 250 + index * 62, '#f3dfa8', `opacity="${0.07 - index * 0.012}"`)),
      rect(0, 1050, 800, 150, '#15122a'),
      shape(dog, '#0d0b1c'),
      shape('M606 622C596 590 600 566 612 548C630 570 642 596 640 616Z', '#0d0b1c'),
      circle(672, 640, 4.5, '#f3dfa8'),
      words(['Small Hours,', 'Large Dogs'], 60, 70, {
        face: 'fraunces-400i',
        width: 620,
        fill: '#f6ecd4',
        leading: 1.02,
        track: -0.02,
      }),
      word(author, 62, 1146, { face: 'instrument-600', size: 34, fill: '#b7a9d8' }),
      word('Stories', 738, 1146, { face: 'fraunces-400i', size: 34, fill: '#b7a9d8', align: 'end' }),
    ].join(''),
    spine: '#15122a',
    spineInk: '#f3dfa8',
    ground: ['#dfdce2', '#c2bdc9'],
    thickness: 56,
  }
}

/** Apples and leaves cut from paper, each sheet with its own small shadow. */
const orchard: CoverMaker = ({ author }) => {
  const cut = (d: string, fill: string): string =>
    shape(d, '#20301f', 'opacity="0.22" transform="translate(5 9)"') + shape(d, fill)
  const leaf = (x: number, y: number, angle: number, size: number, fill: string): string =>
    group(
      cut('M0 0C-62 -60 -64 -170 0 -260C64 -170 62 -60 0 0Z', fill) +
        stroke('M0 -14V-228', '#ffffff', 2.5, 'opacity="0.35"'),
      `transform="translate(${x} ${y}) rotate(${angle}) scale(${size})"`,
    )
  const apple = (x: number, y: number, size: number, fill: string, half: string): string =>
    group(
      cut(
        blob([
          [0, -78],
          [62, -98],
          [112, -40],
          [98, 52],
          [44, 108],
          [0, 96],
          [-44, 108],
          [-98, 52],
          [-112, -40],
          [-62, -98],
        ]),
        fill,
      ) +
        shape('M0 -78C46 -112 112 -84 112 -22C112 52 60 116 30 108C60 40 60 -30 0 -78Z', half) +
        stroke('M0 -74C2 -110 14 -134 32 -150', '#3b2a1c', 9, 'stroke-linecap="round"'),
      `transform="translate(${x} ${y}) scale(${size})"`,
    )
  return {
    art: [
      ground('#f2e6d0'),
      leaf(170, 760, -58, 1.25, '#5d7a4c'),
      leaf(404, 730, 12, 0.82, '#2f5540'),
      leaf(660, 800, 62, 1.15, '#86995a'),
      leaf(250, 1080, -130, 1.2, '#2f5540'),
      leaf(610, 1130, 140, 1.25, '#5d7a4c'),
      apple(240, 860, 1.35, '#c9412f', '#b13526'),
      apple(560, 760, 1.22, '#e0a13a', '#cf8f2c'),
      apple(520, 1030, 1.5, '#d8634a', '#c3533c'),
      leaf(420, 900, -24, 0.85, '#9db06a'),
      leaf(330, 700, 48, 0.7, '#e9cf8f'),
      words(['Paper', 'Orchard'], 400, 82, {
        face: 'playfair-900',
        width: 620,
        fill: '#2c3c2a',
        align: 'middle',
        leading: 1.03,
        track: -0.02,
      }),
      word(author.toUpperCase(), 400, 466, {
        face: 'josefin-600',
        size: 32,
        track: 0.22,
        fill: '#c9412f',
        align: 'middle',
      }),
    ].join(''),
    spine: '#2f5540',
    spineInk: '#f2e6d0',
    ground: ['#e8e1d2', '#cdc2ab'],
    thickness: 72,
  }
}

export const fictionCovers: Record<string, CoverMaker> = {
  'the-salt-ledger': saltLedger,
  'the-salt-ledger-signed': saltLedger,
  'a-clockmakers-winter': clockmaker,
  'nine-rooms-facing-north': nineRooms,
  'low-season': lowSeason,
  'last-train-to-ardmoor': ardmoor,
  'the-beekeeper-of-strand-street': beekeeper,
  'small-hours-large-dogs': dogs,
  'paper-orchard': orchard,
}
