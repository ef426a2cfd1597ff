/** The words arrangements are written in: another pot beside this one, and a spray of leaves. */

import type { Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import { type Mesh, type Point, placed } from '../scene/mesh'
import { PIECES } from './pieces'
import { type BranchDesign, branch } from './plants'

/** Meshes of another product, standing at a place. */
export function beside(handle: string, glaze: Glaze, seed: number, at: Point, turn = 0): Mesh[] {
  const maker = PIECES[handle]
  if (!maker) throw new Error(`There is no piece for “${handle}”`)
  return maker(glaze, seed).meshes.map((mesh) => placed(mesh, at, turn))
}

export const spray = (at: Point, reach: number, design: Partial<BranchDesign> & { seed: string }): Mesh[] =>
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

export interface Setting {
  /** Everything besides the pot itself. */
  others: Mesh[]
  /** Moves the pot; default the origin. */
  at?: Point
  panes?: boolean
  elevation?: number
}

export type Arrange = (glaze: Glaze, seed: number) => Setting
