/** Covers of the cookbooks: still lifes in flat shapes. */

import { type CoverMaker, circle, ground, group, range, rect, ring, shape, stroke, word, words } from './cover'

/** A loaf that rises like the sun over the edge of a table. */
const bread: CoverMaker = ({ author }) => {
  const rays = range(25).map((index) => {
    const angle = -180 + index * 7.5
    return rect(330, -9, 640, 18, index % 2 ? '#f3b65c' : '#f0a646', `transform="translate(400 800) rotate(${angle})"`)
  })
  const slashes = range(5).map((index) => {
    const x = 222 + index * 84
    const y = 640 - Math.sin(((index + 0.6) / 5.2) * Math.PI) * 62
    return shape(
      `M${x} ${y + 70}C${x + 4} ${y + 20} ${x + 30} ${y - 8} ${x + 62} ${y - 14}C${x + 44} ${y + 12} ${x + 30} ${y + 40} ${x + 24} ${y + 76}C${x + 16} ${y + 82} ${x + 6} ${y + 80} ${x} ${y + 70}Z`,
      '#f7dfae',
    )
  })
  return {
    art: [
      ground('#f7d9a0'),
      ...rays,
      shape('M90 806C90 640 220 516 400 516S710 640 710 806Z', '#9a4f22'),
      shape('M116 800C120 656 236 546 400 546S676 650 684 800Z', '#b9672d'),
      shape('M150 790C160 670 250 586 400 582C300 610 230 690 214 790Z', '#cf8443'),
      ...slashes,
      rect(0, 800, 800, 400, '#2c3e50'),
      rect(0, 800, 800, 9, '#22303e'),
      ...range(7).map((row) => rect(0, 850 + row * 52, 800, 1.5, '#3a5068')),
      words(['Bread', 'Before Seven'], 400, 80, {
        face: 'dm-400',
        width: 670,
        fill: '#7a3515',
        align: 'middle',
        leading: 1.02,
      }),
      word('Thirty loaves, and when to get up for them', 400, 1016, {
        face: 'instrument-500',
        size: 31,
        fill: '#f3c983',
        align: 'middle',
      }),
      word(author, 400, 1118, { face: 'dm-400', size: 58, fill: '#f7d9a0', align: 'middle' }),
    ].join(''),
    spine: '#2c3e50',
    spineInk: '#f7d9a0',
    ground: ['#ece4d6', '#d2c5af'],
    thickness: 70,
  }
}

/** Jars on two shelves, with the light behind them. */
const preserves: CoverMaker = ({ author }) => {
  const jar = (x: number, base: number, wide: number, tall: number, fill: string, lid: string): string => {
    const top = base - tall
    const mass = base - tall * 0.72
    return [
      shape(
        `M${x} ${base - 16}V${top + 46}C${x} ${top + 22} ${x + 18} ${top + 26} ${x + 18} ${top}H${x + wide - 18}C${x + wide - 18} ${top + 26} ${x + wide} ${top + 22} ${x + wide} ${top + 46}V${base - 16}Q${x + wide} ${base} ${x + wide - 16} ${base}H${x + 16}Q${x} ${base} ${x} ${base - 16}Z`,
        '#f6f1e4',
        'opacity="0.85"',
      ),
      shape(
        `M${x + 7} ${mass}H${x + wide - 7}V${base - 18}Q${x + wide - 7} ${base - 8} ${x + wide - 18} ${base - 8}H${x + 18}Q${x + 7} ${base - 8} ${x + 7} ${base - 18}Z`,
        fill,
      ),
      rect(x + 16, mass + 14, 12, base - mass - 40, '#ffffff', 'opacity="0.4" rx="6"'),
      rect(x + wide * 0.22, mass + (base - mass) * 0.3, wide * 0.56, (base - mass) * 0.4, '#fbf4e0', 'rx="3"'),
      rect(x + wide * 0.3, mass + (base - mass) * 0.44, wide * 0.4, 3.5, '#4a3327'),
      rect(x + wide * 0.34, mass + (base - mass) * 0.54, wide * 0.32, 3.5, '#4a3327'),
      rect(x + 10, top - 30, wide - 20, 34, lid, 'rx="5"'),
    ].join('')
  }
  return {
    art: [
      ground('#dfe5d2'),
      jar(70, 700, 150, 240, '#6b1f3a', '#c9a14a'),
      jar(246, 700, 128, 196, '#d9822b', '#3e4f3f'),
      jar(400, 700, 176, 280, '#7d8b3a', '#c9a14a'),
      jar(602, 700, 128, 214, '#a8263a', '#3e4f3f'),
      rect(0, 700, 800, 26, '#7a4f2e'),
      rect(0, 726, 800, 10, '#5c3a20', 'opacity="0.4"'),
      jar(60, 1040, 190, 210, '#e3a92f', '#3e4f3f'),
      jar(282, 1040, 132, 250, '#4b2140', '#c9a14a'),
      jar(446, 1040, 132, 178, '#c8472f', '#c9a14a'),
      jar(606, 1040, 138, 236, '#5f7a4a', '#3e4f3f'),
      rect(0, 1040, 800, 26, '#7a4f2e'),
      words(['The Preserving', 'Pan'], 400, 76, {
        face: 'playfair-800i',
        width: 660,
        fill: '#4b2140',
        align: 'middle',
        leading: 1.0,
        track: -0.015,
      }),
      word(author.toUpperCase(), 400, 1148, {
        face: 'josefin-600',
        size: 32,
        track: 0.16,
        fill: '#4b2140',
        align: 'middle',
      }),
    ].join(''),
    spine: '#4b2140',
    spineInk: '#dfe5d2',
    ground: ['#e6e4d8', '#c9c7b5'],
    thickness: 74,
  }
}

/** Twelve bowls from above, one for a month. */
const soups: CoverMaker = ({ author }) => {
  const inks = [
    '#e9e2cf',
    '#d3b56a',
    '#7f9a4e',
    '#a9bf6a',
    '#5f8a4f',
    '#d8452f',
    '#e0662f',
    '#f0b53c',
    '#d98a2b',
    '#c46a24',
    '#7a3b23',
    '#5a2a33',
  ]
  const bowls = inks.map((ink, index) => {
    const x = 160 + (index % 3) * 240
    const y = 356 + Math.floor(index / 3) * 212
    const garnish = [
      circle(-18, -12, 7, '#2f4a2b') + circle(10, 8, 7, '#2f4a2b') + circle(22, -20, 7, '#2f4a2b'),
      stroke('M-34 6C-20 -22 12 -26 34 -4', '#fdf6e2', 8, 'stroke-linecap="round"'),
      shape('M-30 0C-10 -26 14 -26 30 0C10 16 -12 16 -30 0Z', '#fdf6e2', 'opacity="0.85"'),
      ring(0, 0, 22, '#fdf6e2', 6),
    ]
    return group(
      [
        circle(6, 9, 92, '#16323a', 'opacity="0.35"'),
        circle(0, 0, 92, '#f4ecd9'),
        circle(0, 0, 80, '#dccfb4'),
        circle(2, 3, 76, ink),
        garnish[index % 4] ?? '',
      ].join(''),
      `transform="translate(${x} ${y}) rotate(${index * 47})"`,
    )
  })
  return {
    art: [
      ground('#23505c'),
      ...bowls,
      words(['Twelve Soups'], 400, 76, {
        face: 'bricolage-800',
        width: 660,
        fill: '#f4ecd9',
        align: 'middle',
        track: -0.03,
      }),
      word(author, 400, 1152, { face: 'bricolage-500', size: 42, fill: '#f0b53c', align: 'middle' }),
    ].join(''),
    spine: '#1b414b',
    spineInk: '#f4ecd9',
    ground: ['#e3e2da', '#c5c4b8'],
    thickness: 46,
  }
}

/** A knife that divides the cover. */
const knife: CoverMaker = ({ author }) => ({
  art: [
    ground('#d8d3c4'),
    rect(400, 0, 400, 1200, '#a62f22'),
    shape('M400 84C470 180 506 330 506 520V742H400Z', '#f4f2ea'),
    shape('M400 84C470 180 506 330 506 520V742H474V520C474 350 450 200 400 84Z', '#c9c7bd'),
    shape('M400 84V742H384V120Z', '#2a2725'),
    rect(384, 742, 98, 34, '#8c8a84'),
    shape(
      'M384 776H482C484 850 470 900 474 970C478 1040 492 1080 478 1118C462 1150 404 1150 390 1118C380 1090 384 1000 384 940Z',
      '#2a2725',
    ),
    ...range(3).map((index) => circle(431, 838 + index * 104, 11, '#b9a06a')),
    words(['One', 'Good', 'Knife'], 56, 84, {
      face: 'archivo-800',
      width: 290,
      maxSize: 150,
      fill: '#2a2725',
      leading: 0.94,
      track: -0.04,
    }),
    word('and forty dishes', 56, 1040, { face: 'archivo-500', size: 34, fill: '#2a2725' }),
    word('that need', 56, 1085, { face: 'archivo-500', size: 34, fill: '#2a2725' }),
    word('nothing else', 56, 1130, { face: 'archivo-500', size: 34, fill: '#2a2725' }),
    word('Kenji', 744, 1084, { face: 'archivo-800', size: 44, fill: '#f4f2ea', align: 'end', track: -0.02 }),
    word(author.split(' ').at(-1) ?? '', 744, 1130, {
      face: 'archivo-800',
      size: 44,
      fill: '#f4f2ea',
      align: 'end',
      track: -0.02,
    }),
  ].join(''),
  spine: '#2a2725',
  spineInk: '#d8d3c4',
  ground: ['#e9e6df', '#cdc8bd'],
  thickness: 60,
})

export const kitchenCovers: Record<string, CoverMaker> = {
  'bread-before-seven': bread,
  'the-preserving-pan': preserves,
  'twelve-soups': soups,
  'one-good-knife': knife,
}
