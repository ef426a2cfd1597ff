/** Covers of the poems and essays. */

import {
  type CoverMaker,
  circle,
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

/** A sun going down into bars of sea, and the ferry crossing in front of it. */
const ferry: CoverMaker = ({ author }) => {
  const bars = range(17).map((row) => {
    const y = 680 + row * 21 + row * row * 0.9
    const half = Math.max(46, 268 - row * 9 + (row % 3) * 26)
    return rect(
      400 - half + Math.sin(row * 2.1) * 22,
      y,
      half * 2,
      7 + row * 0.75,
      '#e8573a',
      `rx="4" opacity="${1 - row * 0.035}"`,
    )
  })
  const ship = [
    shape(
      poly([
        [-120, 0],
        [126, 0],
        [100, 34],
        [-96, 34],
      ]),
      '#20243a',
    ),
    rect(-78, -34, 150, 34, '#f3e7d3'),
    rect(-40, -62, 84, 28, '#f3e7d3'),
    ...range(7).map((window) => rect(-68 + window * 20, -24, 11, 11, '#20243a')),
    shape(
      poly([
        [4, -62],
        [10, -100],
        [36, -100],
        [34, -62],
      ]),
      '#e8573a',
    ),
    rect(8, -104, 30, 9, '#20243a'),
  ].join('')
  return {
    art: [
      ground('#f3e7d3'),
      rect(0, 664, 800, 536, '#2f4a6d'),
      `<clipPath id="above"><rect x="0" y="0" width="800" height="664"/></clipPath>`,
      group(circle(400, 640, 262, '#e8573a'), 'clip-path="url(#above)"'),
      ...range(6).map((row) => rect(130, 470 + row * 34, 540, 3 + row * 1.9, '#f3e7d3')),
      ...bars,
      group(ship, 'transform="translate(526 648) scale(0.92)"'),
      words(['What the', 'Ferry Carried'], 400, 82, {
        face: 'cormorant-600i',
        width: 640,
        fill: '#20243a',
        align: 'middle',
        leading: 0.86,
        track: -0.015,
      }),
      word(author.toUpperCase(), 400, 1142, {
        face: 'josefin-600',
        size: 31,
        track: 0.2,
        fill: '#f3e7d3',
        align: 'middle',
      }),
    ].join(''),
    spine: '#2f4a6d',
    spineInk: '#f3e7d3',
    ground: ['#e7e3da', '#cac4b7'],
    thickness: 26,
  }
}

/** Orbits seen from the side, with small bodies on them. */
const planets: CoverMaker = ({ author }) => {
  const orbit = range(13).map((index) => {
    const rx = 70 + index * 34
    const angle = -24 + index * 2.6
    const where = index * 2.1
    const px = Math.cos(where) * rx
    const py = Math.sin(where) * rx * 0.42
    const inks = ['#f2c14e', '#f78154', '#5fd0c5', '#f4e8ff', '#e05a8a']
    return group(
      `<ellipse cx="0" cy="0" rx="${rx}" ry="${rx * 0.42}" fill="none" stroke="#d9c9ff" stroke-width="${index % 3 === 0 ? 2.6 : 1.3}" opacity="0.75"/>` +
        circle(px, py, 7 + ((index * 5) % 13), inks[index % 5] ?? '#f2c14e'),
      `transform="translate(400 700) rotate(${angle})"`,
    )
  })
  return {
    art: [
      ground('#35235f'),
      ...range(70).map((index) =>
        circle((index * 197) % 800, (index * 331) % 1200, 1 + (index % 3) * 0.6, '#d9c9ff', 'opacity="0.5"'),
      ),
      ...orbit,
      circle(400, 700, 34, '#f2c14e'),
      word('Minor', 58, 186, { face: 'bodoni-500i', size: 164, fill: '#f4e8ff', track: -0.02 }),
      word('Planets', 742, 326, { face: 'bodoni-500i', size: 164, fill: '#f4e8ff', align: 'end', track: -0.02 }),
      word('poems', 62, 1144, { face: 'bodoni-400i', size: 42, fill: '#f2c14e' }),
      word(author, 738, 1144, { face: 'bodoni-500', size: 42, fill: '#f4e8ff', align: 'end' }),
    ].join(''),
    spine: '#281a4a',
    spineInk: '#f4e8ff',
    ground: ['#e3e0e6', '#c5c0cc'],
    thickness: 28,
  }
}

/** A circle that stops just before it closes. */
const unfinished: CoverMaker = ({ author }) => {
  const at = (angle: number): XY => [400 + Math.cos(angle) * 248, 730 + Math.sin(angle) * 248]
  const arc = (from: number, to: number, color: string, width: number): string => {
    const points = range(60).map((step) => at(from + ((to - from) * step) / 59))
    return stroke(
      `M${points.map((point) => point.map((value) => value.toFixed(1)).join(' ')).join('L')}`,
      color,
      width,
      'stroke-linecap="round"',
    )
  }
  const bristles = range(15).map((hair) => {
    const shift = (hair - 7) * 5.4
    const end = -1.72 - (((hair * 7) % 11) / 11) * 0.5
    const points = range(50).map((step): XY => {
      const angle = -1.05 + ((Math.PI * 2 + end + 1.05) * step) / 49
      const [x, y] = at(angle)
      return [x + Math.cos(angle) * shift, y + Math.sin(angle) * shift]
    })
    return stroke(
      `M${points.map((point) => point.map((value) => value.toFixed(1)).join(' ')).join('L')}`,
      '#16181d',
      7,
      'stroke-linecap="round"',
    )
  })
  return {
    art: [
      ground('#f4f1ea'),
      arc(-1.05, Math.PI * 2 - 2.3, '#16181d', 62),
      ...bristles,
      words(['On Not', 'Finishin'], 64, 78, {
        face: 'playfair-500',
        width: 560,
        maxSize: 152,
        fill: '#16181d',
        leading: 0.98,
        track: -0.02,
      }),
      word('g', 700, 1152, { face: 'playfair-500', size: 152, fill: '#d2452d', align: 'end' }),
      word(author, 66, 1140, { face: 'playfair-400i', size: 44, fill: '#16181d' }),
    ].join(''),
    spine: '#16181d',
    spineInk: '#f4f1ea',
    ground: ['#dfdbd2', '#c4beb2'],
    thickness: 54,
  }
}

/** A long table from above. */
const longTable: CoverMaker = ({ author }) => {
  const plate = (x: number, y: number, ink: string): string =>
    [
      circle(x + 5, y + 7, 66, '#5a2c18', 'opacity="0.25"'),
      circle(x, y, 66, '#fbf6ea'),
      ring(x, y, 46, '#d9cdb3', 2.5),
      circle(x, y, 36, ink),
    ].join('')
  const settings = range(5).flatMap((row) => {
    const y = 404 + row * 170
    const inks = ['#c8452f', '#7d8f45', '#e2a93b', '#8a4a5f', '#d98047']
    return [
      plate(238, y, inks[row] ?? '#c8452f'),
      plate(562, y + 28, inks[(row + 2) % 5] ?? '#7d8f45'),
      rect(330, y - 48, 6, 96, '#f1e7cf', 'rx="3"'),
      rect(464, y - 20, 6, 96, '#f1e7cf', 'rx="3"'),
    ]
  })
  const lemon = (x: number, y: number, turn: number): string =>
    group(
      shape('M-34 0C-26 -26 26 -26 34 0L42 3L34 6C26 28 -26 28 -34 4L-40 2Z', '#f2c230') +
        shape('M-26 6C-10 20 14 20 28 8C20 26 -18 28 -26 6Z', '#d9a41d'),
      `transform="translate(${x} ${y}) rotate(${turn})"`,
    )
  return {
    art: [
      ground('#2f5d50'),
      ...range(9).map((column) => rect(column * 100, 0, 50, 1200, '#2a5548')),
      rect(152, 316, 500, 960, '#1c3b33', 'opacity="0.4"'),
      rect(140, 304, 500, 960, '#b9703c'),
      ...range(6).map((plank) => rect(140 + plank * 84, 304, 2, 960, '#9c5a2c')),
      ...settings,
      lemon(402, 470, 20),
      lemon(392, 640, -40),
      lemon(404, 990, 70),
      shape('M362 770C372 740 430 740 442 770L450 850C446 880 360 880 354 850Z', '#e7c48a'),
      shape(
        'M374 786L432 776M370 812L438 802M370 838L440 828',
        'none',
        'stroke="#b9823e" stroke-width="7" stroke-linecap="round"',
      ),
      words(['Instructions for', 'a Long Table'], 400, 70, {
        face: 'fraunces-700',
        width: 660,
        fill: '#f6ead0',
        align: 'middle',
        leading: 1.02,
        track: -0.025,
      }),
      rect(0, 1104, 800, 96, '#f6ead0'),
      word(author, 400, 1166, { face: 'fraunces-600', size: 46, fill: '#2f5d50', align: 'middle' }),
    ].join(''),
    spine: '#24493f',
    spineInk: '#f6ead0',
    ground: ['#e5e2d6', '#c8c4b2'],
    thickness: 60,
  }
}

/** A spotlight on nobody. */
const understudy: CoverMaker = ({ author }) => {
  const folds = range(17).map((fold) => {
    const x = fold * 50 - 14
    return rect(x, 0, 27, 905, '#7d1620') + rect(x + 27, 0, 10, 905, '#c22d38') + rect(x + 37, 0, 13, 905, '#a3212c')
  })
  return {
    art: [
      ground('#a3212c'),
      ...folds,
      rect(0, 905, 800, 295, '#3b1a16'),
      ...range(7).map((plank) =>
        stroke(`M${400 + (plank - 3) * 70} 905L${400 + (plank - 3) * 190} 1200`, '#2a110f', 3),
      ),
      shape('M470 -10L350 -10L120 1010C240 1066 560 1066 680 1010Z', '#ffe9b8', 'opacity="0.24"'),
      '<ellipse cx="400" cy="1008" rx="282" ry="62" fill="#ffe9b8"/>',
      '<ellipse cx="400" cy="1008" rx="236" ry="48" fill="#fff6df"/>',
      shape(
        poly([
          [372, 1006],
          [380, 900],
          [420, 900],
          [428, 1006],
        ]),
        '#3b1a16',
      ),
      rect(356, 888, 88, 15, '#3b1a16'),
      rect(365, 770, 8, 120, '#3b1a16'),
      rect(427, 770, 8, 120, '#3b1a16'),
      rect(362, 764, 76, 26, '#3b1a16', 'rx="8"'),
      words(['The', 'Understudy’s', 'Year'], 400, 84, {
        face: 'bodoni-700',
        width: 660,
        fill: '#fff0cf',
        align: 'middle',
        leading: 0.98,
        track: -0.015,
      }),
      word(author.toUpperCase(), 400, 1150, {
        face: 'bodoni-600',
        size: 38,
        track: 0.2,
        fill: '#ffe0a0',
        align: 'middle',
      }),
    ].join(''),
    spine: '#7d1620',
    spineInk: '#fff0cf',
    ground: ['#e8e1da', '#cdc2b8'],
    thickness: 66,
  }
}

export const essayCovers: Record<string, CoverMaker> = {
  'what-the-ferry-carried': ferry,
  'minor-planets': planets,
  'on-not-finishing': unfinished,
  'instructions-for-a-long-table': longTable,
  'the-understudys-year': understudy,
}
