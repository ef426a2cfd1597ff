/** What stands beside the pots: fruit, linen, boards, candles, spoons. Quiet things, in the colours of the set. */

import { linear } from '../color'
import { quickNoise } from '../random'
import { type Knot, solid } from '../scene/lathe'
import type { Material } from '../scene/material'
import { type Mesh, type Point, placed } from '../scene/mesh'
import { cloth, curve, tube } from '../scene/shapes'

/** One colour with soft clouds in it. */
export function plain(hex: string, options: { roughness?: number; gloss?: number; clouds?: number } = {}): Material {
  const [r, g, b] = linear(hex)
  const clouds = options.clouds ?? 0.15
  return (point, finish) => {
    const tone = 1 + (quickNoise(point.x * 7, point.y * 7, point.z * 7, 3) - 0.5) * clouds * 2
    finish.r = r * tone
    finish.g = g * tone
    finish.b = b * tone
    finish.roughness = options.roughness ?? 1
    finish.gloss = options.gloss ?? 0.01
  }
}

const wood =
  (hex: string): Material =>
  (point, finish) => {
    const [r, g, b] = linear(hex)
    const warp = quickNoise(point.x * 1.2, point.y * 2, point.z * 3, 8)
    const line = quickNoise(point.x * 1.4, point.y * 6, point.z * 34 + warp * 6, 9)
    const tone = 0.66 + 0.3 * line + 0.18 * warp
    finish.r = r * tone
    finish.g = g * tone
    finish.b = b * tone
    finish.roughness = 0.7
    finish.gloss = 0.02
  }

const weave = (hex: string): Material => {
  const [r, g, b] = linear(hex)
  return (point, finish) => {
    const threads = Math.sin(point.u * 210) * Math.sin(point.v * 210) * 0.05
    const slub = quickNoise(point.u * 4, point.v * 60, 0, 2) * 0.08 + quickNoise(point.u * 60, point.v * 4, 5, 2) * 0.08
    const tone = 0.9 + threads + slub
    finish.r = r * tone
    finish.g = g * tone
    finish.b = b * tone
    finish.gloss = 0
    finish.through = 0.08
  }
}

export const linen = (hex: string, at: Point, wide: number, deep: number, angle: number, seed = 5): Mesh => ({
  ...cloth(at, wide, deep, angle, weave(hex), { folds: 0.07, seed }),
  unframed: true,
})

const LEMON: Knot[] = [
  [0, -0.4],
  [0.05, -0.38],
  [0.2, -0.28],
  [0.29, 0],
  [0.21, 0.28],
  [0.07, 0.37],
  [0.045, 0.42],
  [0, 0.43],
]
const PEAR: Knot[] = [
  [0, 0],
  [0.14, 0.01],
  [0.33, 0.18],
  [0.36, 0.38],
  [0.24, 0.62],
  [0.15, 0.8],
  [0.1, 0.88],
  [0, 0.89],
]

const peel: Material = (point, finish) => {
  const [r, g, b] = linear('#d9a92e')
  const pore = quickNoise(point.x * 45, point.y * 45, point.z * 45, 6)
  const tone = 0.88 + pore * 0.16
  finish.r = r * tone
  finish.g = g * tone
  finish.b = b * tone
  finish.roughness = 0.42
  finish.gloss = 0.035
  finish.bx = (pore - 0.5) * 0.14
  finish.by = (pore - 0.5) * 0.14
}

export const lemon = (at: Point, turn: number): Mesh =>
  placed(solid(LEMON, peel, { segments: 36 }), at, turn, 0.2, 1.45)

const skin = (hex: string): Material => {
  const [r, g, b] = linear(hex)
  const [br, bg, bb] = linear('#a6552f')
  return (point, finish) => {
    const blush = Math.max(0, Math.sin(point.u + 0.6)) * quickNoise(point.x * 3, point.y * 3, point.z * 3, 12) * 0.85
    const dots = quickNoise(point.x * 60, point.y * 60, point.z * 60, 13) > 0.8 ? 0.86 : 1
    finish.r = (r + (br - r) * blush) * dots
    finish.g = (g + (bg - g) * blush) * dots
    finish.b = (b + (bb - b) * blush) * dots
    finish.roughness = 0.5
    finish.gloss = 0.03
  }
}

export function pear(at: Point, turn: number, roll = 0): Mesh[] {
  const body = placed(solid(PEAR, skin('#a8a24a'), { segments: 36, wobble: 3 }), at, turn, 0, roll)
  const stalk = tube(
    {
      path: curve(
        [
          [0, 0.86, 0],
          [0.01, 0.98, 0],
          [0.05, 1.1, 0.01],
        ],
        4,
      ),
      across: [0, 0, 1],
      section: () => [0.018, 0.018],
      sides: 8,
    },
    plain('#4f3a26'),
  )
  return [body, placed(stalk, at, turn, 0, roll)]
}

/** A round board of pale wood. */
export const board = (at: Point, radius: number, hex = '#b98d5e'): Mesh =>
  placed(
    solid(
      [
        [0, 0],
        [radius * 0.97, 0],
        [radius, 0.025],
        [radius, 0.075],
        [radius * 0.985, 0.1],
        [radius * 0.5, 0.1],
        [0, 0.1],
      ],
      wood(hex),
      { segments: 90, wobble: 0.4, steps: 3 },
    ),
    at,
  )

export const candle = (at: Point, height: number, hex: string): Mesh[] => [
  placed(
    solid(
      [
        [0.1, 0],
        [0.105, 0.02],
        [0.1, height * 0.5],
        [0.085, height - 0.05],
        [0.05, height - 0.01],
        [0, height],
      ],
      plain(hex, { roughness: 0.5, gloss: 0.03, clouds: 0.04 }),
      {
        segments: 28,
        wobble: 0.3,
      },
    ),
    at,
  ),
  tube(
    {
      path: curve(
        [
          [at[0], at[1] + height - 0.01, at[2]],
          [at[0] + 0.01, at[1] + height + 0.07, at[2]],
        ],
        4,
      ),
      across: [0, 0, 1],
      section: () => [0.012, 0.012],
      sides: 6,
    },
    plain('#2a2420'),
  ),
]

/** A wooden spoon or stick leaning from `from` to `to`; a spoon has a bowl at its end. */
export function stick(from: Point, to: Point, width: number, hex: string, bowl = 0): Mesh {
  const path = Array.from({ length: 71 }, (_, index): Point => {
    // Closer together towards the end, where a spoon is round.
    const part = 1 - (1 - index / 70) ** 1.8
    return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part]
  })
  // Parts of the way are counted in steps, and steps grow short towards the end.
  const way = (step: number): number => 1 - (1 - step) ** 1.8
  const stem = (part: number): number =>
    bowl > 0 && part > 0.9 ? Math.max(0, (1 - part) * 10) : part > 0.995 ? 0.1 : 1
  const swell = (part: number): number => bowl * Math.sqrt(Math.max(0, 1 - ((part - 0.88) / 0.12) ** 2))
  return tube(
    {
      path,
      across: [0.2, 0, 0.98],
      section: (step) => [width * stem(way(step)) + swell(way(step)) * 0.3, width * stem(way(step)) + swell(way(step))],
      sides: 12,
    },
    wood(hex),
  )
}
