/** Branches with leaves and berries, and the small plants in the planters. */

import { linear, mixHex } from '../color'
import { quickNoise, randomFrom } from '../random'
import { cross } from '../scene/camera'
import { type Knot, solid } from '../scene/lathe'
import type { Material } from '../scene/material'
import { type Mesh, type Point, placed } from '../scene/mesh'
import { curve, leaf, tube } from '../scene/shapes'
import { plain } from './props'

const leafMaterial = (hex: string): Material => {
  const [r, g, b] = linear(hex)
  return (point, finish) => {
    const vein = Math.exp(-((point.u * 9) ** 2)) * 0.35
    const tone = 0.85 + 0.3 * quickNoise(point.u * 3, point.v * 5, point.x * 4, 4) + vein
    finish.r = r * tone
    finish.g = g * tone
    finish.b = b * tone
    finish.roughness = 0.6
    finish.gloss = 0.025
    finish.through = 0.35
  }
}

export interface BranchDesign {
  at: Point
  /** Where the stem goes, from its lowest point. */
  stem: readonly Point[]
  leaves: number
  length: number
  width: number
  fullest: number
  color: string
  seed: string
  /** Part of the stem without leaves. */
  bare?: number
  berries?: string
}

/** A stem with leaves on alternate sides. */
export function branch(design: BranchDesign): Mesh[] {
  const random = randomFrom(design.seed)
  const path = curve(
    design.stem.map(([x, y, z]): Point => [design.at[0] + x, design.at[1] + y, design.at[2] + z]),
    8,
  )
  const last = path.length - 1
  const meshes: Mesh[] = [
    tube(
      { path, across: [0, 0, 1], section: (part) => [0.022 * (1.15 - part), 0.022 * (1.15 - part)], sides: 8 },
      plain('#6b5339'),
    ),
  ]
  const bare = design.bare ?? 0.35
  for (let index = 0; index < design.leaves; index++) {
    const part = bare + (1 - bare) * ((index + 0.6) / design.leaves)
    const place = Math.min(last - 1, Math.floor(part * last))
    const base = path[place] ?? [0, 0, 0]
    const next = path[place + 1] ?? base
    const along = unit([next[0] - base[0], next[1] - base[1], next[2] - base[2]])
    const side = (index % 2 === 0 ? 1 : -1) * random.between(0.7, 1.1)
    const spin = random.between(-0.9, 0.9)
    const across = unit(cross(along, [spin * 0.6, 0.15, 1]))
    const direction = unit([
      along[0] * 0.62 + across[0] * side,
      along[1] * 0.62 + across[1] * side,
      along[2] * 0.62 + across[2] * side + random.between(-0.4, 0.4),
    ])
    const facing = unit(cross(direction, unit(cross([random.between(-0.5, 0.1), 0.7, 0.7], direction))))
    const size = random.between(0.75, 1.1) * (1 - 0.35 * (part - bare))
    const color = mixHex(design.color, random.next() > 0.5 ? '#c9c09a' : '#2c3a2c', random.between(0, 0.3))
    meshes.push(
      leaf(
        {
          base,
          direction,
          facing,
          length: design.length * size,
          width: design.width * size,
          curl: random.between(0.05, 0.4),
          fullest: design.fullest,
        },
        leafMaterial(color),
      ),
    )
    if (design.berries && index % 2 === 1)
      meshes.push(berry(base, across, side, design.berries, random.between(0.04, 0.058)))
  }
  return meshes
}

const unit = (v: Point): Point => {
  const length = Math.hypot(...v) || 1
  return [v[0] / length, v[1] / length, v[2] / length]
}

const BALL: Knot[] = [
  [0, -1],
  [0.7, -0.7],
  [1, 0],
  [0.7, 0.7],
  [0, 1],
]

function berry(base: Point, across: Point, side: number, hex: string, radius: number): Mesh {
  const ball = solid(
    BALL.map(([r, y]): Knot => [r * radius, y * radius]),
    plain(hex, { roughness: 0.3, gloss: 0.05 }),
    { segments: 14, steps: 3, wobble: 0 },
  )
  const reach = -side * radius * 2.2
  return placed(ball, [base[0] + across[0] * reach, base[1] + across[1] * reach - radius, base[2] + 0.05])
}
