/** What is not turned: tubes (handles, spouts, stems), leaves and cloth. */

import { noise3 } from '../random'
import { cross } from './camera'
import type { Material } from './material'
import { gridMesh, type Mesh, type Point } from './mesh'

/** A smooth line through points in space, `steps` points a span. */
export function curve(points: readonly Point[], steps: number): Point[] {
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0, 0]
  const line: Point[] = []
  for (let span = 0; span + 1 < points.length; span++) {
    const [p0, p1, p2, p3] = [at(span - 1), at(span), at(span + 1), at(span + 2)]
    for (let step = 0; step < steps; step++) {
      const t = step / steps
      const bend = (axis: 0 | 1 | 2): number => {
        const [a, b, c, d] = [p0[axis], p1[axis], p2[axis], p3[axis]]
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
      }
      line.push([bend(0), bend(1), bend(2)])
    }
  }
  line.push(at(points.length - 1))
  return line
}

export interface TubeShape {
  path: readonly Point[]
  /** Half width along `across` and half thickness, for a part 0..1 of the way. */
  section: (part: number) => readonly [number, number]
  /** Never parallel to the path; for a flat handle the normal of its plane. */
  across: Point
  sides?: number
}

export function tube(shape: TubeShape, material: Material): Mesh {
  const { path, across } = shape
  const sides = shape.sides ?? 20
  const last = path.length - 1
  const frames = path.map((point, index) => {
    const before = path[Math.max(0, index - 1)] ?? point
    const after = path[Math.min(last, index + 1)] ?? point
    const tangent: Point = [after[0] - before[0], after[1] - before[1], after[2] - before[2]]
    const normal = cross(tangent, across)
    const length = Math.hypot(...normal) || 1
    return { point, normal: [normal[0] / length, normal[1] / length, normal[2] / length] as Point }
  })
  return gridMesh(
    sides + 1,
    path.length,
    (column, row) => {
      const { point, normal } = frames[row] ?? { point: [0, 0, 0] as Point, normal: [1, 0, 0] as Point }
      const angle = (-column / sides) * Math.PI * 2
      const [wide, thick] = shape.section(row / last)
      const s = Math.cos(angle) * wide
      const t = Math.sin(angle) * thick
      const position: Point = [
        point[0] + across[0] * s + normal[0] * t,
        point[1] + across[1] * s + normal[1] * t,
        point[2] + across[2] * s + normal[2] * t,
      ]
      return { position, u: angle, v: row / last, edge: Math.abs(Math.cos(angle)) ** 4 * 0.5 }
    },
    material,
    { closed: true },
  )
}

export interface LeafShape {
  base: Point
  /** Where it points, and the side that faces up; not parallel. */
  direction: Point
  facing: Point
  length: number
  width: number
  /** How much it curls down towards the tip. */
  curl: number
  /** Where it is widest, 0..1; round leaves 0.5. */
  fullest: number
}

/** One leaf, two-sided; `u` runs from -1 to 1 across, `v` from 0 to 1 along. */
export function leaf(shape: LeafShape, material: Material): Mesh {
  const side = cross(shape.direction, shape.facing)
  return gridMesh(
    7,
    10,
    (column, row) => {
      const v = row / 9
      const u = column / 3 - 1
      const bulge = Math.sin(Math.PI * v ** (Math.log(0.5) / Math.log(shape.fullest))) ** 0.8
      const wide = u * shape.width * bulge * 0.5
      const lift = -shape.curl * v * v * shape.length + Math.abs(u) * bulge * shape.width * 0.16
      const along = v * shape.length
      const position: Point = [
        shape.base[0] + shape.direction[0] * along + side[0] * wide + shape.facing[0] * lift,
        shape.base[1] + shape.direction[1] * along + side[1] * wide + shape.facing[1] * lift,
        shape.base[2] + shape.direction[2] * along + side[2] * wide + shape.facing[2] * lift,
      ]
      return { position, u, v, edge: 0 }
    },
    material,
    { twoSided: true },
  )
}

/** A cloth lying on the table in soft folds, `wide` by `deep`, turned by `angle`. */
export function cloth(
  at: Point,
  wide: number,
  deep: number,
  angle: number,
  material: Material,
  options: { folds?: number; seed?: number; height?: number } = {},
): Mesh {
  const seed = options.seed ?? 5
  const folds = options.folds ?? 0.1
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  return gridMesh(
    70,
    50,
    (column, row) => {
      const u = column / 69
      const v = row / 49
      const x = (u - 0.5) * wide + (noise3(v * 4, 7, 1, seed) - 0.5) * 0.06
      const z = (v - 0.5) * deep + (noise3(u * 4, 3, 2, seed) - 0.5) * 0.06
      const ridge = noise3(u * 2.2 + v * 1.4, v * 3.1 - u, 0, seed)
      const crease = (1 - Math.abs(ridge * 2 - 1)) ** 5
      const soft = noise3(u * 5, v * 4, 9, seed) * 0.35
      const rim = Math.min(1, Math.min(u, 1 - u, v, 1 - v) * 14)
      // Flat under what stands on its middle.
      const away = Math.hypot((u - 0.5) * wide, (v - 0.5) * deep) / Math.min(wide, deep)
      const lifted = Math.max(0, Math.min(1, (away - 0.22) / 0.35))
      const y = (options.height ?? 0.012) + folds * (crease + soft * 0.5) * (0.3 + 0.7 * rim) * lifted * lifted
      return { position: [at[0] + x * c + z * s, at[1] + y, at[2] - x * s + z * c], u: u * wide, v: v * deep, edge: 0 }
    },
    material,
    { twoSided: true },
  )
}
