/** The forms of pitchers, vases, planters and jars, by product handle. Lines as in `pieces`. */

import { lid, lip, mm, type PieceMaker, pottery, spout } from './piece'

const pouring: Record<string, PieceMaker> = {
  'field-pitcher': pottery({
    outer: mm('44,4 54,12 64,50 66,90 56,130 42,160 39,185 43,208'),
    style: 'dip',
    line: 0.62,
    wall: 0.05,
    deform: lip(2.75, 0.24, 2.1, 0.5),
    handle: mm('40,182 56,195 86,182 95,145 88,105 62,78'),
    strap: [0.105, 0.045],
    handleAngle: -0.28,
    rings: 1.5,
  }),
  'cream-jug': pottery({
    outer: mm('28,3 40,10 47,30 43,52 33,70 32,84 36,94'),
    style: 'dip',
    line: 0.2,
    wall: 0.036,
    deform: lip(2.75, 0.17, 0.95, 0.3),
    handle: mm('34,80 46,86 63,76 66,56 58,36 43,28'),
    strap: [0.065, 0.034],
    handleAngle: -0.28,
  }),
  'round-teapot': pottery({
    outer: mm('42,4 60,12 80,42 82,72 68,100 44,113 38,116'),
    foot: [0.42, 0.04],
    style: 'dip',
    line: 0.17,
    wall: 0.05,
    handle: mm('66,98 84,112 114,105 124,78 112,48 76,36'),
    strap: [0.08, 0.048],
    handleAngle: -0.22,
    parts: (material) => [
      spout(mm('66,42 90,52 108,78 120,106'), [0.21, 0.085], 2.92, material),
      ...lid(0.36, 1.17, 0.12, 0.1, material),
    ],
  }),
  'oil-bottle': pottery({
    outer: mm('36,3 42,8 44,50 44,95 38,120 20,138 13,155 12,178 17,186'),
    style: 'drip',
    line: 0.42,
    wall: 0.034,
    rings: 1.3,
  }),
  'butter-jar': pottery({
    outer: mm('46,4 56,9 61,30 61,52'),
    style: 'dip',
    line: 0.16,
    wall: 0.05,
    parts: (material) => lid(0.6, 0.56, 0.2, 0.11, material),
  }),
}

const vases: Record<string, PieceMaker> = {
  'bud-vase': pottery({
    outer: mm('26,3 38,10 47,32 43,56 25,76 12,90 10,104 15,114'),
    style: 'dip',
    line: 0.15,
    wall: 0.032,
  }),
  'moon-jar': pottery({
    outer: mm('56,5 85,20 128,72 141,125 143,138 141,152 126,210 88,258 58,276 56,290'),
    foot: [0.56, 0.05],
    style: 'dip',
    line: 0.06,
    wall: 0.06,
    wobble: 2.4,
    segments: 110,
    rings: 0.7,
  }),
  'tall-bottle-vase': pottery({
    outer: mm('36,4 50,14 64,50 66,85 52,130 27,170 17,210 15,270 17,310 24,328'),
    style: 'drip',
    line: 0.7,
    wall: 0.036,
  }),
  'shoulder-vase': pottery({
    outer: mm('42,4 50,14 64,60 82,110 90,150 78,186 48,206 37,216 40,234'),
    style: 'drip',
    line: 1.12,
    wall: 0.05,
    rings: 1.2,
    segments: 84,
  }),
  'cylinder-vase': pottery({
    outer: mm('50,3 55,8 56,50 56,100 56,145 56,180'),
    style: 'slant',
    line: 0.72,
    wall: 0.046,
    rings: 1.9,
  }),
  'low-flower-bowl': pottery({
    outer: mm('80,5 102,9 120,26 124,42 120,50'),
    foot: [0.8, 0.05],
    style: 'dip',
    line: 0.15,
    wall: 0.055,
    floor: 0.1,
    crackle: true,
    segments: 90,
  }),
}

const house: Record<string, PieceMaker> = {
  'windowsill-planter': (glaze, seed) => {
    const pot = pottery({
      outer: mm('42,9 47,14 55,60 61,100 66,106 66,116'),
      foot: [0.42, 0.08],
      style: 'dip',
      line: 0.56,
      wall: 0.05,
      floor: 0.14,
    })(glaze, seed)
    const saucer = pottery({
      outer: mm('56,3 66,5 72,12 73,17'),
      style: 'dip',
      line: 0.08,
      floor: 0.055,
    })(glaze, seed + 3)
    return { ...pot, meshes: [...pot.meshes, ...saucer.meshes], radius: 0.73 }
  },
  'footed-planter': pottery({
    outer: mm('46,4 44,14 36,36 40,52 68,70 95,102 103,136 100,156'),
    foot: [0.48, 0.04],
    style: 'dip',
    line: 0.3,
    second: { Oat: 'Moss', Night: 'Tide' },
    secondLine: 1.14,
    wall: 0.06,
    floor: 0.66,
    segments: 84,
  }),
  'candle-cup': (glaze, seed) => {
    const dish = pottery({
      outer: mm('36,3 48,5 60,10 66,19'),
      style: 'dip',
      line: 0.07,
      floor: 0.07,
      wall: 0.04,
    })(glaze, seed)
    const cup = pottery({
      outer: mm('26,8 20,20 16,42 18,62 21,68'),
      foot: [0.26, 0.07],
      style: 'full',
      wall: 0.05,
      floor: 0.3,
    })(glaze, seed + 2)
    return { meshes: [...dish.meshes, ...cup.meshes], height: 0.68, radius: 0.66 }
  },
  'kitchen-crock': pottery({
    outer: mm('50,4 58,10 63,50 63,110 60,136 65,147 66,154'),
    style: 'two-tone',
    line: 0.16,
    second: { Oat: 'Tide', Moss: 'Oat' },
    secondLine: 0.86,
    wall: 0.07,
    rings: 1.3,
  }),
  'lidded-jar': pottery({
    outer: mm('46,4 56,10 64,40 65,90 58,122 50,134'),
    style: 'dip',
    line: 0.2,
    second: { Tide: 'Oat' },
    secondLine: 0.95,
    wall: 0.05,
    parts: (material) => lid(0.5, 1.38, 0.14, 0.11, material),
  }),
}

export const tallPieces: Record<string, PieceMaker> = { ...pouring, ...vases, ...house }
