/** The group on the pottery's home page: tall things behind, cups in front, one branch. */

import type { Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import { type Mesh, type Point, placed } from '../scene/mesh'
import { PIECES } from './pieces'
import { branch } from './plants'
import { lemon, linen } from './props'

const GROUP: readonly (readonly [handle: string, glaze: Glaze, seed: number, at: Point, turn?: number])[] = [
  ['shoulder-vase', 'Celadon', 11, [-0.55, 0, -0.75]],
  ['field-pitcher', 'Oat', 12, [1.05, 0, -0.5], 0.25],
  ['breakfast-bowl', 'Blush', 13, [0.3, 0, 0.75]],
  ['morning-mug', 'Tide', 14, [-1.05, 0, 0.75], 0.35],
  ['espresso-cup', 'Night', 15, [1.5, 0, 0.75]],
  ['tall-bottle-vase', 'Persimmon', 16, [-2.0, 0, -0.55]],
  ['round-teapot', 'Iron', 17, [3.0, 0, -0.2], 0.2],
]

export function heroMeshes(): Mesh[] {
  const pots = GROUP.flatMap(([handle, glaze, seed, at, turn]) => {
    const maker = PIECES[handle]
    if (!maker) throw new Error(`There is no form for “${handle}”`)
    return maker(glaze, seed).meshes.map((mesh) => placed(mesh, at, turn ?? 0))
  })
  const stem = branch({
    at: [-0.55, 2.0, -0.75],
    stem: [
      [0, 0, 0],
      [0.1, 0.9, 0.05],
      [0.6, 1.5, 0.1],
      [1.35, 1.85, 0.2],
    ],
    leaves: 21,
    length: 0.55,
    width: 0.3,
    fullest: 0.5,
    color: '#6f8775',
    seed: 'hero',
  })
  return [...pots, ...stem, linen('#cbbfa8', [2.2, 0, 0.75], 1.9, 1.2, 0.25, 31), lemon([2.25, 0.33, 0.8], 0.6)]
}
