/** What each pot is shown with in its second picture: companions, props, and where the light falls. */

import type { Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import type { Mesh, Point } from '../scene/mesh'
import { type Arrange, beside, spray } from './arrange'
import { houseArrangements } from './arrangements-house'
import { board, lemon, linen, pear, stick } from './props'

const FLAX = '#cbbfa8'
const INK = '#47525c'
const ROSE = '#b98d7c'

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

/** By product handle. */
export const ARRANGEMENTS: Record<string, Arrange> = { ...table, ...serving, ...houseArrangements }
