/** What each pot is shown with in its second picture: companions, props, and where the light falls. */

import type { Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import type { Mesh, Point } from '../scene/mesh'
import { placed } from '../scene/mesh'
import { PIECES } from './pieces'
import { type BranchDesign, branch } from './plants'
import { board, candle, lemon, linen, pear, stick } from './props'

/** Meshes of another product, standing at a place. */
function beside(handle: string, glaze: Glaze, seed: number, at: Point, turn = 0): Mesh[] {
  const maker = PIECES[handle]
  if (!maker) throw new Error(`There is no piece for “${handle}”`)
  return maker(glaze, seed).meshes.map((mesh) => placed(mesh, at, turn))
}

const FLAX = '#cbbfa8'
const INK = '#47525c'
const ROSE = '#b98d7c'

const spray = (at: Point, reach: number, design: Partial<BranchDesign> & { seed: string }): Mesh[] =>
  branch({
    at,
    stem: [
      [0, 0, 0],
      [0.05 * reach, 0.42 * reach, 0.02],
      [0.3 * reach, 0.8 * reach, 0.05],
      [0.62 * reach, 1.02 * reach, 0.12],
    ],
    leaves: 17,
    length: 0.52,
    width: 0.2,
    fullest: 0.42,
    color: '#5f7350',
    ...design,
  })

/** A low, leafy plant growing out of a pot whose soil is at `at`. */
function plant(at: Point, size: number, seed: string): Mesh[] {
  const meshes: Mesh[] = []
  for (let stem = 0; stem < 9; stem++) {
    const angle = stem * 2.4
    const lean = 0.28 + 0.5 * ((stem * 0.618) % 1)
    const [x, z] = [Math.cos(angle) * lean * size, Math.sin(angle) * lean * size]
    const high = size * (1.05 - lean * 0.7)
    meshes.push(
      ...branch({
        at,
        stem: [
          [x * 0.1, -0.1, z * 0.1],
          [x * 0.4, high * 0.6, z * 0.4],
          [x, high, z],
          [x * 1.45, high * 0.86, z * 1.45],
        ],
        leaves: 9,
        length: 0.36 * size,
        width: 0.21 * size,
        fullest: 0.5,
        color: stem % 2 ? '#55704a' : '#6d8257',
        seed: `${seed}${stem}`,
        bare: 0.3,
      }),
    )
  }
  return meshes
}

export interface Setting {
  /** Everything besides the pot itself. */
  others: Mesh[]
  /** Moves the pot; default the origin. */
  at?: Point
  panes?: boolean
  elevation?: number
}

type Arrange = (glaze: Glaze, seed: number) => Setting

/** Another of the same, in another glaze or in the same one. */
const again =
  (
    handle: string,
    places: readonly (readonly [Glaze | null, Point, number?])[],
    props: Mesh[] = [],
    at?: Point,
  ): Arrange =>
  (glaze, seed) => ({
    others: [
      ...places.flatMap(([other, place, turn], index) => beside(handle, other ?? glaze, seed + index + 1, place, turn)),
      ...props,
    ],
    ...(at ? { at } : {}),
  })

const table: Record<string, Arrange> = {
  'morning-mug': (_, seed) => ({
    at: [-0.3, 0.07, 0.25],
    others: [
      ...beside('morning-mug', 'Tide', seed + 1, [0.72, 0.0, -0.75], 0.5),
      linen(FLAX, [-0.25, 0, 0.3], 2.3, 1.5, 0.25),
    ],
    panes: true,
  }),
  'espresso-cup': again(
    'espresso-cup',
    [
      ['Blush', [0.66, 0.1, -0.12]],
      ['Moss', [-0.62, 0.1, -0.28]],
    ],
    [board([0, 0, -0.05], 1.15)],
    [0.02, 0.1, 0.16],
  ),
  'water-tumbler': (glaze, seed) => ({
    at: [-0.42, 0, 0.35],
    others: [
      ...beside('water-tumbler', 'Tide', seed + 1, [0.42, 0, 0.1]),
      ...beside('field-pitcher', glaze, seed + 2, [0.25, 0, -1.0], 0.35),
    ],
    panes: true,
  }),
  'tea-bowl': () => ({
    at: [0, 0.06, 0],
    others: [
      linen(INK, [0.1, 0, 0.05], 2.2, 1.7, -0.35, 8),
      ...spray([1.25, 0.09, 0.75], 1.2, {
        seed: 'tea',
        stem: [
          [0, 0, 0],
          [-0.4, 0.05, 0.06],
          [-0.9, 0.07, 0.05],
          [-1.3, 0.1, 0.1],
        ],
        leaves: 11,
      }),
    ],
  }),
  'breakfast-bowl': again(
    'breakfast-bowl',
    [['Blush', [0.85, 0, -1.05]]],
    [
      linen(FLAX, [-0.1, 0, 0.1], 2.6, 1.7, 0.2, 11),
      stick([0.55, 0.1, 0.75], [1.7, 0.12, 0.35], 0.035, '#9a6c42', 0.12),
    ],
    [-0.2, 0.06, 0.1],
  ),
  'noodle-bowl': () => ({
    at: [0, 0.1, 0],
    others: [
      board([0, 0, 0], 1.55, '#a97c50'),
      stick([-0.75, 1.06, 0.62], [1.25, 1.08, 0.1], 0.026, '#3a2a20'),
      stick([-0.7, 1.06, 0.72], [1.28, 1.08, 0.24], 0.026, '#3a2a20'),
    ],
    elevation: 27,
  }),
  'serving-bowl': () => ({
    others: [
      lemon([-0.35, 0.36, 0.2], 0.4),
      lemon([0.28, 0.34, 0.38], 2.2),
      lemon([0.42, 0.38, -0.25], 4.1),
      lemon([-0.22, 0.38, -0.38], 1.2),
      lemon([0.04, 0.68, 0.02], 5.4),
      lemon([1.72, 0.28, 0.7], 0.9),
    ],
    panes: true,
    elevation: 24,
  }),
  'fruit-bowl-on-a-foot': () => ({
    others: [
      ...pear([-0.4, 0.74, 0.1], 0.4, 0.14),
      ...pear([0.34, 0.74, -0.15], 2, -0.2),
      ...pear([0.06, 0.72, 0.42], 4, 0.1),
      ...pear([1.2, 0.3, 0.75], 0.7, 1.45),
    ],
    elevation: 17,
  }),
  'salt-bowl': again('salt-bowl', [
    ['Persimmon', [0.82, 0, -0.42]],
    ['Chalk', [-0.62, 0, -0.75]],
  ]),
  'nesting-bowls': (glaze, seed) => ({
    at: [-0.35, 0, -0.55],
    others: [
      ...beside('breakfast-bowl', glaze, seed + 1, [0.88, 0, 0.25]),
      ...beside('salt-bowl', 'Chalk', seed + 2, [-0.35, 0, 0.95]),
    ],
    panes: true,
  }),
}

const stack =
  (handle: string, count: number, step: number, props: Mesh[]): Arrange =>
  (glaze, seed) => ({
    at: [0, step * (count - 1), 0],
    others: [
      ...Array.from({ length: count - 1 }, (_, index) =>
        beside(handle, glaze, seed + index + 1, [0.025 * (index % 2 ? 1 : -1), step * index, 0.01 * index]),
      ).flat(),
      ...props,
    ],
    elevation: 22,
  })

const serving: Record<string, Arrange> = {
  'dinner-plate': stack('dinner-plate', 4, 0.1, [linen(INK, [1.15, 0, 1.1], 1.6, 1.1, 0.5, 14)]),
  'side-plate': (glaze, seed) => ({
    ...stack('side-plate', 3, 0.09, pear([0.16, 0.27, 0.02], 0.5, 0.08))(glaze, seed),
  }),
  'pasta-plate': stack('pasta-plate', 4, 0.16, [board([0, -0.1, 0], 1.5)]),
  'cake-stand': (_, seed) => ({
    others: [
      ...beside('espresso-cup', 'Blush', seed + 1, [-1.05, 0, 1.15]),
      lemon([-0.3, 1.22, 0.1], 0.5),
      lemon([0.32, 1.22, 0.25], 2.4),
      lemon([0.2, 1.22, -0.4], 4.2),
    ],
    panes: true,
    elevation: 16,
  }),
  'field-pitcher': (_, seed) => ({
    at: [-0.2, 0, -0.2],
    others: [
      ...beside('water-tumbler', 'Chalk', seed + 1, [0.85, 0, 0.55]),
      linen(FLAX, [0.75, 0, 0.5], 1.7, 1.2, 0.3, 21),
    ],
    panes: true,
  }),
  'cream-jug': (_, seed) => ({
    at: [-0.5, 0.1, 0.3],
    others: [board([0, 0, 0], 1.35), ...beside('morning-mug', 'Oat', seed + 1, [0.45, 0.1, -0.3], 0.3)],
  }),
  'round-teapot': (glaze, seed) => ({
    at: [0, 0, -0.35],
    others: [
      ...beside('espresso-cup', glaze === 'Iron' ? 'Moss' : 'Blush', seed + 1, [-0.75, 0, 0.85]),
      ...beside('espresso-cup', 'Moss', seed + 2, [0.05, 0, 1.1]),
    ],
    panes: true,
  }),
  'oil-bottle': (_, seed) => ({
    others: [
      ...beside('salt-bowl', 'Chalk', seed + 1, [0.85, 0, 0.6]),
      ...spray([0.75, 0.05, 1.0], 1, {
        seed: 'oil',
        stem: [
          [0, 0, 0],
          [-0.5, 0.05, 0.12],
          [-1.0, 0.06, 0.1],
          [-1.5, 0.1, 0.2],
        ],
        width: 0.13,
        leaves: 13,
      }),
    ],
  }),
  'butter-jar': (glaze, seed) => ({
    at: [0.3, 0, -0.25],
    others: [...beside('side-plate', glaze, seed + 1, [-0.6, 0, 0.55]), linen(ROSE, [0.75, 0, 0.5], 1.5, 1.1, 0.5, 23)],
  }),
}

const inVase =
  (top: number, reach: number, design: Partial<BranchDesign> = {}, panes = true): Arrange =>
  (glaze) => ({
    others: spray([0, top, 0], reach, { seed: `vase${top}${glaze}`, ...design }),
    panes,
    elevation: 13,
  })

const vases: Record<string, Arrange> = {
  'bud-vase': inVase(0.85, 1.35, { leaves: 8, length: 0.4, bare: 0.5, berries: '#8f3a2a' }),
  'moon-jar': inVase(2.5, 2.7, { leaves: 10, length: 0.42, width: 0.16, berries: '#a34a34' }, false),
  'tall-bottle-vase': inVase(3.0, 2.2, { leaves: 19, length: 0.55 }),
  'shoulder-vase': (glaze) => ({
    others: [
      ...spray([0.05, 1.9, 0], 2.1, { seed: 'shoulder-a', leaves: 20, width: 0.34, fullest: 0.5, color: '#6f8775' }),
      ...spray([-0.05, 1.9, 0], 1.7, {
        seed: `shoulder-b${glaze}`,
        stem: [
          [0, 0, 0],
          [-0.1, 0.8, 0.05],
          [-0.5, 1.35, 0.1],
          [-1.05, 1.65, 0.2],
        ],
        width: 0.32,
        fullest: 0.5,
        color: '#7f9482',
      }),
    ],
    panes: true,
    elevation: 13,
  }),
  'cylinder-vase': (glaze) => ({
    others: [
      ...spray([0.1, 1.4, 0], 1.9, { seed: `cyl${glaze}`, leaves: 15, width: 0.12, length: 0.62, color: '#8a8a5c' }),
      ...spray([-0.15, 1.4, 0], 1.6, {
        seed: `cyl2${glaze}`,
        stem: [
          [0, 0, 0],
          [-0.08, 0.7, 0],
          [-0.3, 1.3, 0.1],
          [-0.75, 1.7, 0.1],
        ],
        leaves: 13,
        width: 0.12,
        length: 0.6,
        color: '#97925f',
      }),
    ],
    panes: true,
    elevation: 13,
  }),
  'low-flower-bowl': inVase(0.12, 2.1, { leaves: 13, berries: '#8f3a2a', bare: 0.45 }),
}

const house: Record<string, Arrange> = {
  'windowsill-planter': () => ({ others: plant([0, 1.02, 0], 1.0, 'sill'), panes: true, elevation: 14 }),
  'footed-planter': () => ({ others: plant([0, 1.38, 0], 1.45, 'fern'), elevation: 13 }),
  'candle-cup': (_, seed) => ({
    at: [-0.5, 0, 0.35],
    others: [
      ...candle([-0.5, 0.32, 0.35], 1.75, '#e7dcc6'),
      ...beside('candle-cup', 'Blush', seed + 1, [0.68, 0, -0.3]),
      ...candle([0.68, 0.32, -0.3], 1.2, '#b05f3f'),
    ],
    elevation: 15,
  }),
  'kitchen-crock': () => ({
    others: [
      stick([-0.25, 0.2, 0.1], [-0.62, 2.55, 0.1], 0.04, '#b98b58', 0.17),
      stick([0.2, 0.2, 0], [0.5, 2.75, -0.1], 0.042, '#8a5d3a', 0.19),
      stick([0.0, 0.2, -0.2], [-0.02, 2.4, -0.3], 0.038, '#caa06c', 0.13),
      stick([0.25, 0.2, 0.2], [0.85, 2.2, 0.3], 0.03, '#a5764a'),
    ],
    panes: true,
    elevation: 15,
  }),
  'lidded-jar': (_, seed) => ({
    at: [-0.5, 0.1, 0.2],
    others: [board([0.05, 0, 0], 1.6), ...beside('butter-jar', 'Oat', seed + 1, [0.65, 0.1, -0.15])],
  }),
}

/** By product handle. */
export const ARRANGEMENTS: Record<string, Arrange> = { ...table, ...serving, ...vases, ...house }
