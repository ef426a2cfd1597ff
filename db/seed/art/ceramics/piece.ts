/** One pot standing at the origin, and the parts potters add after turning: handles, spouts, lids. */

import type { Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import { type Knot, solid, type VesselShape, vessel } from '../scene/lathe'
import type { Material } from '../scene/material'
import { type Mesh, type Point, placed } from '../scene/mesh'
import { curve, tube } from '../scene/shapes'
import { type Coat, glazed, type Style } from './glazes'

export interface Piece {
  meshes: Mesh[]
  height: number
  /** From the axis to the farthest point of the body, handles left out. */
  radius: number
}

export type PieceMaker = (glaze: Glaze, seed: number) => Piece

export interface PotDesign {
  outer: readonly Knot[]
  wall?: number
  floor?: number
  foot?: Knot
  style: Style
  line?: number
  second?: Partial<Record<Glaze, Glaze>>
  secondLine?: number
  lining?: Glaze
  crackle?: boolean
  rings?: number
  spiral?: boolean
  deform?: VesselShape['deform']
  wobble?: number
  segments?: number
  /** Points of a handle in the plane of the axis: distance and height, from the upper root to the lower. */
  handle?: readonly Knot[]
  /** Half width and half thickness of the handle. */
  strap?: readonly [number, number]
  handleAngle?: number
  /** More parts, in the same glaze. */
  parts?: (material: Material, height: number) => Mesh[]
}

/** A line written as a potter would note it, `'31,5 40,12'`, in scene units. */
export const mm = (line: string): Knot[] =>
  line.split(' ').map((pair) => {
    const [radius = 0, height = 0] = pair.split(',').map(Number)
    return [radius / 100, height / 100]
  })

/** A maker for a design; the seed changes the hand, not the form. */
export const pottery =
  (design: PotDesign): PieceMaker =>
  (glaze, seed) => {
    const height = Math.max(...design.outer.map((knot) => knot[1]))
    const radius = Math.max(...design.outer.map((knot) => knot[0]))
    const foot = design.foot ?? [(design.outer[0]?.[0] ?? 0.3) * 0.92, 0.05]
    const second = design.second?.[glaze]
    const coat: Coat = {
      glaze,
      style: design.style,
      height,
      line: design.line ?? 0.12,
      seed,
      ...(second ? { second } : {}),
      ...(second && design.secondLine ? { secondLine: design.secondLine } : {}),
      ...(design.lining ? { lining: design.lining } : {}),
      ...(design.crackle ? { crackle: true } : {}),
      ...(design.rings === undefined ? {} : { rings: design.rings }),
      ...(design.spiral ? { spiral: true } : {}),
    }
    const material = glazed(coat)
    const body = vessel(
      {
        outer: design.outer,
        wall: design.wall ?? 0.05,
        floor: design.floor ?? 0.09,
        foot,
        seed,
        ...(design.deform ? { deform: design.deform } : {}),
        ...(design.wobble === undefined ? {} : { wobble: design.wobble }),
      },
      material,
      design.segments ?? 64,
    )
    const meshes = [body]
    const smoothCoat = glazed({ ...coat, rings: 0.2, line: Math.min(coat.line, 0) })
    if (design.handle) {
      meshes.push(handle(design.handle, design.strap ?? [0.075, 0.042], design.handleAngle ?? -0.45, smoothCoat))
    }
    if (design.parts) meshes.push(...design.parts(smoothCoat, height))
    return { meshes, height, radius }
  }

/** A pulled handle: wider where it is joined, flat where fingers go. The angle is seen from above, 0 to the right. */
export function handle(
  knots: readonly Knot[],
  strap: readonly [number, number],
  angle: number,
  material: Material,
): Mesh {
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  // Both roots reach into the wall, so that no gap shows where the body is uneven.
  const last = knots.length - 1
  const path = curve(
    knots.map(([radius, y], index): Point => {
      const rooted = index === 0 || index === last ? radius - 0.075 : radius
      return [rooted * c, y, -rooted * s]
    }),
    9,
  )
  return tube(
    {
      path,
      across: [s, 0, c],
      section: (part) => {
        const root = 1 + 0.42 * Math.exp(-part * 11) + 0.3 * Math.exp(-(1 - part) * 11)
        return [strap[0] * root * (1 - 0.12 * part), strap[1] * (0.9 + 0.25 * root)]
      },
      sides: 22,
    },
    bodyOf(material),
  )
}

/** Parts ignore the glaze line of the body: `v` of a tube means nothing to a coat. */
const bodyOf =
  (material: Material): Material =>
  (point, finish) => {
    const v = point.v
    point.v = 0.5
    material(point, finish)
    point.v = v
  }

/** A pouring lip: the rim is pulled out and a little up towards an angle. */
export const lip =
  (angle: number, pull: number, height: number, depth: number): NonNullable<VesselShape['deform']> =>
  (x, y, z, v) => {
    const radius = Math.hypot(x, z)
    const away = Math.atan2(-z, x) - angle
    const turn = Math.atan2(Math.sin(away), Math.cos(away))
    const near = Math.max(0, 1 - (height - y) / depth)
    if (near === 0 || radius === 0 || v > 1.7) return [x, y, z]
    const out = pull * near ** 2 * Math.exp(-(turn * turn) / 0.09)
    const squeeze = -0.35 * pull * near ** 2 * Math.exp(-((Math.abs(turn) - 0.62) ** 2) / 0.07)
    const factor = (radius + out + squeeze) / radius
    return [x * factor, y + out * 0.32, z * factor]
  }

/** A spout with an opening, from the wall up and outward. */
export function spout(
  points: readonly Knot[],
  widths: readonly [number, number],
  angle: number,
  material: Material,
): Mesh {
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  const outward = curve(
    points.map(([radius, y]): Point => [radius * c, y, -radius * s]),
    7,
  )
  const tip = outward.at(-1) ?? [0, 0, 0]
  const inward = outward.slice(-8, -1).reverse()
  const path = [...outward, tip, ...inward]
  const turnBack = (outward.length - 1) / (path.length - 1)
  return tube(
    {
      path,
      across: [s, 0, c],
      section: (part) => {
        const along = Math.min(1, part / turnBack)
        const width = widths[0] + (widths[1] - widths[0]) * along ** 0.7
        const wall = part > turnBack ? 0.72 : 1
        return [width * wall, width * wall * 0.92]
      },
      sides: 22,
    },
    bodyOf(material),
  )
}

/** A lid with a knob, its rim at `y`; `dome` is its rise. */
export function lid(radius: number, y: number, dome: number, knob: number, material: Material): Mesh[] {
  const cover = solid(
    [
      [radius * 0.9, -0.03],
      [radius, 0.0],
      [radius * 1.01, 0.03],
      [radius * 0.92, 0.05 + dome * 0.2],
      [radius * 0.6, 0.05 + dome * 0.72],
      [radius * 0.25, 0.05 + dome * 0.97],
      [0, 0.05 + dome],
    ],
    bodyOf(material),
    { segments: 60 },
  )
  const button = solid(
    [
      [knob * 0.5, -0.02],
      [knob * 0.45, knob * 0.3],
      [knob * 0.7, knob * 0.75],
      [knob, knob * 1.25],
      [knob * 0.92, knob * 1.65],
      [knob * 0.5, knob * 1.9],
      [0, knob * 1.95],
    ],
    bodyOf(material),
    { segments: 40 },
  )
  return [placed(cover, [0, y, 0]), placed(button, [0, y + 0.05 + dome - 0.012, 0])]
}
