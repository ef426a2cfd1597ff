/** Covers of the books on design and making. */

import { noise3 } from '../random'
import { outline } from '../type/lettering'
import { type CoverMaker, ground, group, range, rect, shape, stroke, word, words } from './cover'

/** The title taken apart on its own grid. */
const grid: CoverMaker = ({ author }) => {
  const letters = [...'GRID&GRAIN']
  const cells = letters.map((letter, index) => {
    const column = index % 3
    const row = Math.floor(index / 3)
    const x = 60 + column * 228
    const y = 60 + row * 236
    const red = letter === '&'
    return [
      rect(x, y, 216, 224, red ? '#d8321f' : '#e4e2db'),
      word(letter, x + 108, y + 190, {
        face: 'archivo-900',
        size: 232,
        fill: red ? '#e4e2db' : '#151515',
        align: 'middle',
      }),
    ].join('')
  })
  const rules = range(13).map((column) => rect(60 + column * 56, 0, 1, 1200, '#d8321f', 'opacity="0.55"'))
  const lines = range(21).map((row) => rect(0, 60 + row * 59, 800, 1, '#d8321f', 'opacity="0.3"'))
  return {
    art: [
      ground('#cfccc3'),
      ...cells,
      rect(288, 768, 444, 224, '#151515'),
      words(['Grid & Grain'], 312, 798, { face: 'archivo-700', width: 396, fill: '#e4e2db', track: -0.03 }),
      word('Page layout for people', 313, 914, { face: 'archivo-500', size: 31, fill: '#e4e2db' }),
      word('who work with their hands', 313, 954, { face: 'archivo-500', size: 31, fill: '#e4e2db' }),
      ...rules,
      ...lines,
      word(author, 60, 1122, { face: 'archivo-700', size: 50, fill: '#151515', track: -0.02 }),
    ].join(''),
    spine: '#d8321f',
    spineInk: '#f1efe8',
    ground: ['#eae8e3', '#cdcac2'],
    thickness: 88,
  }
}

/** A chair in five strokes, and the shadow it throws. */
const chair: CoverMaker = ({ author }) => {
  const bar = (d: string, color: string, width: number): string =>
    stroke(d, color, width, 'stroke-linecap="round" stroke-linejoin="round"')
  return {
    art: [
      ground('#e9c46a'),
      shape('M180 1010L640 960L770 1052L330 1100Z', '#cf9f3c', 'opacity="0.75"'),
      bar('M262 380C250 560 252 760 236 1030', '#23395b', 30),
      bar('M506 400C502 560 508 720 508 744', '#23395b', 30),
      bar('M250 440C330 414 430 416 506 446', '#23395b', 30),
      bar('M252 560C330 540 430 540 505 562', '#23395b', 22),
      shape(
        'M226 716C330 688 470 694 590 742C604 750 602 774 588 780C470 806 330 800 228 778C210 768 210 728 226 716Z',
        '#c8452f',
      ),
      bar('M574 776C580 860 584 960 606 1060', '#23395b', 30),
      bar('M330 796C332 880 326 980 322 1064', '#23395b', 30),
      bar('M246 910L326 936', '#23395b', 15),
      words(['The Shape', 'of a Chair'], 60, 76, {
        face: 'josefin-700',
        width: 560,
        fill: '#23395b',
        leading: 0.98,
        track: -0.025,
      }),
      word(author, 60, 1152, { face: 'josefin-600', size: 45, fill: '#23395b' }),
    ].join(''),
    spine: '#23395b',
    spineInk: '#e9c46a',
    ground: ['#ece6d8', '#d1c7b1'],
    thickness: 64,
  }
}

/** Sheets of colour lying over one another. */
const color: CoverMaker = ({ author }) => {
  const sheets = [
    [92, 330, 330, '#e4572e', -7],
    [330, 300, 300, '#f3a712', 9],
    [420, 520, 310, '#2e86ab', -4],
    [150, 580, 350, '#76b041', 6],
    [310, 470, 230, '#a23b72', 14],
    [60, 800, 240, '#17bebb', -10],
    [480, 800, 250, '#ffc914', 5],
  ] as const
  return {
    art: [
      ground('#fbf8f1'),
      ...sheets.map(([x, y, size, fill, angle]) =>
        group(
          rect(x, y, size, size * 1.08, fill, 'opacity="0.72"'),
          `transform="rotate(${angle} ${x + size / 2} ${y + size / 2})" style="mix-blend-mode:multiply"`,
        ),
      ),
      words(['Color,', 'Carefully'], 60, 66, {
        face: 'bricolage-700',
        width: 560,
        maxSize: 132,
        fill: '#1d1b22',
        leading: 0.9,
        track: -0.035,
      }),
      word(author, 740, 1150, { face: 'bricolage-500', size: 38, fill: '#1d1b22', align: 'end' }),
    ].join(''),
    spine: '#fbf8f1',
    spineInk: '#1d1b22',
    ground: ['#e2ddd4', '#c5bdb0'],
    thickness: 56,
  }
}

/** An R cut into slate: each side of the cut has its own light. */
const stone: CoverMaker = ({ author, random }) => {
  const letter = outline('R', 396, 930, { face: 'cormorant-600', size: 980, align: 'middle' })
  const flecks = range(420).map(() => {
    const x = random.next() * 800
    const y = random.next() * 1200
    const long = 8 + random.next() * 60
    const tone = noise3(x * 0.01, y * 0.01, 0, 8) > 0.5 ? '#ffffff' : '#0e151a'
    return stroke(
      `M${x} ${y}l${long} ${long * -0.12}`,
      tone,
      0.8 + random.next() * 1.6,
      `opacity="${0.04 + random.next() * 0.09}"`,
    )
  })
  return {
    art: [
      ground('#535f66'),
      ...flecks,
      `<clipPath id="cut"><path d="${letter}"/></clipPath>`,
      shape(letter, '#d3d9d8', 'transform="translate(4 5)" opacity="0.65"'),
      shape(letter, '#39444a'),
      group(
        [
          shape(letter, '#1c2429', 'transform="translate(16 18)"'),
          `<path d="${letter}" fill="none" stroke="#161d21" stroke-width="26" transform="translate(-6 -6)" opacity="0.75"/>`,
          `<path d="${letter}" fill="none" stroke="#a4afb1" stroke-width="14" transform="translate(9 10)" opacity="0.55"/>`,
        ].join(''),
        'clip-path="url(#cut)"',
      ),
      words(['Letters Cut', 'in Stone'], 400, 1004, {
        face: 'cormorant-600',
        width: 520,
        maxSize: 86,
        fill: '#eef0ec',
        align: 'middle',
        leading: 0.86,
      }),
      word(author.toUpperCase(), 400, 92, {
        face: 'cormorant-600',
        size: 36,
        track: 0.28,
        fill: '#dfe3e0',
        align: 'middle',
      }),
    ].join(''),
    spine: '#3c474d',
    spineInk: '#eef0ec',
    ground: ['#e4e4e1', '#c4c5c2'],
    thickness: 56,
  }
}

export const makingCovers: Record<string, CoverMaker> = {
  'grid-and-grain': grid,
  'the-shape-of-a-chair': chair,
  'color-carefully': color,
  'letters-cut-in-stone': stone,
}
