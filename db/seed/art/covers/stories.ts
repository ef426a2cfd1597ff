/** Covers of three more novels and story books. */

import { noise3 } from '../random'
import {
  blob,
  type CoverMaker,
  circle,
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

export const storyCovers: Record<string, CoverMaker> = {
  'the-beekeeper-of-strand-street': beekeeper,
  'small-hours-large-dogs': dogs,
  'paper-orchard': orchard,
}
