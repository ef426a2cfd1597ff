/** Covers of the books on the sea. */

import { noise3 } from '../random'
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
  shape,
  stroke,
  word,
  words,
  type XY,
} from './cover'

/** A lighthouse cut in wood: dark stripes that thin out where the beam passes. */
const lights: CoverMaker = ({ author }) => {
  const lampX = 400
  const lampY = 452
  const inBeam = (x: number, y: number): number => {
    const angle = Math.atan2(y - lampY, Math.abs(x - lampX))
    return Math.max(0, 1 - Math.abs(angle + 0.06) / 0.24)
  }
  const cuts = range(58).map((row) => {
    const y = 34 + row * 20
    const upper: XY[] = []
    const lower: XY[] = []
    for (let x = -10; x <= 810; x += 18) {
      const jitter = (noise3(x * 0.012, row * 0.9, 0, 31) - 0.5) * 7
      const sea = y > 940 ? Math.sin(x * 0.03 + row * 1.7) * 5 : 0
      const thick = Math.max(0.6, 7.4 * (1 - inBeam(x, y) * 0.95) + (noise3(x * 0.05, row * 2, 3, 32) - 0.5) * 2.6)
      upper.push([x, y + jitter + sea - thick])
      lower.unshift([x, y + jitter + sea + thick])
    }
    return shape(poly([...upper, ...lower]), '#14263d')
  })
  const tower = poly([
    [344, 1010],
    [366, 520],
    [434, 520],
    [456, 1010],
  ])
  return {
    art: [
      ground('#f3e3bd'),
      ...cuts,
      shape('M150 1040C230 960 300 985 400 975S590 975 660 1050L800 1090V1200H0V1080Z', '#14263d'),
      shape(tower, '#f3e3bd'),
      ...range(4).map((band) => {
        const y = 570 + band * 118
        const half = 36 + (y - 520) * 0.045
        return shape(
          poly([
            [400 - half, y],
            [400 + half, y],
            [400 + half + 3, y + 58],
            [400 - half - 3, y + 58],
          ]),
          '#d4502f',
        )
      }),
      rect(352, 500, 96, 22, '#14263d'),
      rect(372, 412, 56, 90, '#f3e3bd'),
      ...range(4).map((bar) => rect(372 + bar * 17.5, 412, 4, 90, '#14263d')),
      shape(
        poly([
          [362, 414],
          [400, 362],
          [438, 414],
        ]),
        '#d4502f',
      ),
      rect(56, 60, 688, 258, '#f3e3bd'),
      words(['Every Light', 'on the Coast'], 400, 90, {
        face: 'bodoni-800',
        width: 630,
        fill: '#14263d',
        align: 'middle',
        leading: 1.04,
        track: -0.015,
      }),
      word(author.toUpperCase(), 400, 1158, {
        face: 'josefin-600',
        size: 31,
        track: 0.15,
        fill: '#f3e3bd',
        align: 'middle',
      }),
    ].join(''),
    spine: '#14263d',
    spineInk: '#f3e3bd',
    ground: ['#e6e1d5', '#cbc3b1'],
    thickness: 74,
  }
}

/** Rings of water, each pulled a little further by a moon outside the picture. */
const tides: CoverMaker = ({ author }) => {
  const inks = ['#0d3b4c', '#12566a', '#1b7484', '#3f979b', '#7cb8b0', '#b5d5c5', '#e4e9d2', '#f6efdc']
  const rings = inks.map((ink, index) => {
    const radius = 560 - index * 68
    return circle(400 + index * 15, 745 - index * 17, radius, ink)
  })
  return {
    art: [
      ground('#0a2d3c'),
      ...rings,
      circle(520, 605, 44, '#e5673f'),
      words(['The Tide', 'Table'], 60, 66, {
        face: 'bricolage-700',
        width: 430,
        fill: '#f6efdc',
        leading: 0.94,
        track: -0.03,
      }),
      word(author, 740, 1150, { face: 'instrument-500', size: 33, fill: '#f6efdc', align: 'end' }),
    ].join(''),
    spine: '#0a2d3c',
    spineInk: '#f6efdc',
    ground: ['#dfe4e1', '#bfcac6'],
    thickness: 78,
  }
}

/** One rope, over and under itself. */
const knots: CoverMaker = ({ author }) => {
  const at = (t: number): XY => [400 + Math.sin(t * 3) * 250 + Math.sin(t) * 52, 765 + Math.sin(t * 4 + 0.4) * 262]
  const count = 360
  const piece = (from: number, to: number): string => {
    const points = range(to - from + 1).map((step) => at(((from + step) / count) * Math.PI * 2))
    const d = flow(points)
    return [
      stroke(d, '#0f4038', 66),
      stroke(d, '#f0dfb9', 54),
      stroke(d, '#d3b27c', 54, 'stroke-dasharray="7 17"'),
      stroke(d, '#fff6df', 12, 'stroke-dasharray="7 17" stroke-dashoffset="-3" opacity="0.8"'),
    ].join('')
  }
  // Drawn in short runs, first the even ones and then the odd ones over them, so that crossings alternate.
  const runs = 14
  const span = count / runs
  const under = range(runs).map((run) => (run % 2 ? '' : piece(run * span - 1, (run + 1) * span + 1)))
  const over = range(runs).map((run) => (run % 2 ? piece(run * span - 1, (run + 1) * span + 1) : ''))
  return {
    art: [
      ground('#1d6a5c'),
      ...under,
      ...over,
      words(['Knots for', 'Patient Hands'], 400, 82, {
        face: 'fraunces-700',
        width: 640,
        fill: '#f7ecd2',
        align: 'middle',
        leading: 1.0,
        track: -0.02,
      }),
      word('Twenty-four that are worth remembering', 400, 360, {
        face: 'fraunces-400i',
        size: 32,
        fill: '#f0c987',
        align: 'middle',
      }),
      word(author.toUpperCase(), 400, 1148, {
        face: 'instrument-600',
        size: 29,
        track: 0.18,
        fill: '#f7ecd2',
        align: 'middle',
      }),
    ].join(''),
    spine: '#14524a',
    spineInk: '#f7ecd2',
    ground: ['#e4e1d6', '#c9c3b2'],
    thickness: 48,
  }
}

/** One swimmer in a great deal of water. */
const cold: CoverMaker = ({ author }) => {
  const inks = ['#0f5c6e', '#1c7c86', '#3b9c9b', '#74bfae', '#aedbc4', '#0f5c6e', '#1c7c86', '#2a8d90']
  const waves = range(17).map((row) => {
    const y = 330 + row * 56
    const points = range(18).map((step): XY => {
      const x = -40 + step * 54
      return [x, y + Math.sin(step * 0.95 + row * 1.35) * (14 + row * 0.9)]
    })
    return shape(`${flow(points)}L880 1300L-40 1300Z`, inks[(row * 3) % inks.length] ?? '#1c7c86')
  })
  const swimmer = [
    shape('M-44 18C-20 -6 24 -10 70 6C92 12 100 26 88 30C40 40 -20 38 -44 18Z', '#f2b79a'),
    circle(-66, -4, 32, '#e0452f'),
    shape('M-94 2A32 32 0 0 0 -40 16L-36 24H-96Z', '#f2b79a'),
    shape('M-20 4C-2 -60 40 -84 84 -66C94 -60 90 -46 78 -48C46 -52 22 -26 14 14Z', '#f2b79a'),
  ].join('')
  return {
    art: [
      ground('#e9eee0'),
      ...waves.slice(0, 9),
      group(swimmer, 'transform="translate(470 800) rotate(-6) scale(1.25)"'),
      ...waves.slice(9),
      words(['Cold Water', 'for the', 'Reluctant'], 56, 62, {
        face: 'bricolage-800',
        width: 470,
        fill: '#0c3f4d',
        leading: 0.94,
        track: -0.035,
      }),
      word(author, 58, 1142, { face: 'bricolage-600', size: 41, fill: '#f4f3e2' }),
    ].join(''),
    spine: '#0f5c6e',
    spineInk: '#e9eee0',
    ground: ['#e2e5df', '#c4cbc4'],
    thickness: 54,
  }
}

/** An island by its contours, with soundings. */
const chart: CoverMaker = ({ author, random }) => {
  const contour = (level: number): string =>
    blob(
      range(46).map((step): XY => {
        const angle = (step / 46) * Math.PI * 2
        const reach = noise3(Math.cos(angle) * 1.15 + 4, Math.sin(angle) * 1.15 + 7, level * 0.045, 15)
        const radius = (430 - level * 33) * (0.5 + reach * 0.95)
        return [430 + Math.cos(angle) * radius - level * 2, 640 + Math.sin(angle) * radius * 1.12 + level * 3]
      }),
    )
  const soundings = range(120).map(() => {
    const x = 40 + random.next() * 720
    const y = 300 + random.next() * 790
    const away = Math.hypot((x - 430) / 350, (y - 640) / 400)
    return away < 0.98
      ? ''
      : word(String(Math.floor(3 + away * 9 + random.next() * 6)), x, y, {
          face: 'cormorant-600i',
          size: 25,
          fill: '#8d3a2c',
          align: 'middle',
        })
  })
  return {
    art: [
      ground('#efe4cf'),
      ...range(9).map((step) => rect(step * 100 - 0.5, 0, 1, 1200, '#d9c7a6')),
      ...range(13).map((step) => rect(0, step * 100 - 0.5, 800, 1, '#d9c7a6')),
      ...soundings,
      ...range(12).map((level) =>
        shape(contour(level), level < 3 ? '#e7d5b4' : '#c8452f', `opacity="${level < 3 ? 0.6 : 0.085}"`),
      ),
      ...range(12).map((level) => stroke(contour(level), '#b23a26', level % 4 === 3 ? 3.4 : 1.6)),
      rect(56, 62, 688, 214, '#efe4cf'),
      words(['Cartographer', 'of the Sound'], 62, 70, {
        face: 'cormorant-700',
        width: 640,
        maxSize: 118,
        fill: '#5a1f17',
        leading: 0.92,
        track: -0.015,
      }),
      rect(62, 1098, 676, 2, '#b23a26'),
      word(author, 62, 1150, { face: 'cormorant-600i', size: 42, fill: '#5a1f17' }),
    ].join(''),
    spine: '#b23a26',
    spineInk: '#f6ecd9',
    ground: ['#e8e2d6', '#cfc5b3'],
    thickness: 80,
  }
}

export const seaCovers: Record<string, CoverMaker> = {
  'every-light-on-the-coast': lights,
  'the-tide-table': tides,
  'knots-for-patient-hands': knots,
  'cold-water-for-the-reluctant': cold,
  'cartographer-of-the-sound': chart,
}
