/**
 * Turned bodies, as a potter makes them: an outer line from foot to rim, a wall of even thickness, a rounded rim, a floor.
 * The `v` of a vessel runs from 0 at the foot to 1 at the rim and on to 2 at the middle of the floor inside.
 */

import { ringNoise } from '../random'
import type { Material } from './material'
import { gridMesh, type Mesh } from './mesh'

/** Distance from the axis and height, in scene units. */
export type Knot = readonly [number, number]

interface Turned {
  knot: Knot
  v: number
  edge: number
}

/** A smooth line through the knots (centripetal enough for pots), `steps` points a span. */
export function smoothLine(knots: readonly Knot[], steps: number): Knot[] {
  const at = (index: number): Knot => knots[Math.max(0, Math.min(knots.length - 1, index))] ?? [0, 0]
  const line: Knot[] = []
  for (let span = 0; span + 1 < knots.length; span++) {
    const [p0, p1, p2, p3] = [at(span - 1), at(span), at(span + 1), at(span + 2)]
    for (let step = 0; step < steps; step++) {
      const t = step / steps
      const bend = (a: number, b: number, c: number, d: number): number =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
      line.push([Math.max(0, bend(p0[0], p1[0], p2[0], p3[0])), bend(p0[1], p1[1], p2[1], p3[1])])
    }
  }
  line.push(at(knots.length - 1))
  return line
}

export interface VesselShape {
  /** From where the body leaves the foot up to the rim. */
  outer: readonly Knot[]
  wall: number
  /** Height of the floor inside. */
  floor: number
  /** Foot ring: radius and height. */
  foot: Knot
  /** Moves points after turning: spouts, slants, ovals. */
  deform?: (x: number, y: number, z: number, v: number) => [number, number, number]
  /** How uneven the hand was; 1 is usual. */
  wobble?: number
  seed?: number
}

function outwardNormal(line: readonly Knot[], index: number): Knot {
  const before = line[Math.max(0, index - 1)] ?? [0, 0]
  const after = line[Math.min(line.length - 1, index + 1)] ?? [0, 0]
  const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1
  return [(after[1] - before[1]) / length, -(after[0] - before[0]) / length]
}

function vesselProfile(shape: VesselShape): Turned[] {
  const { wall, floor } = shape
  const [footRadius, footHeight] = shape.foot
  const body = smoothLine(shape.outer, Math.max(4, Math.round(26 / shape.outer.length)))
  const profile: Turned[] = [
    { knot: [0, footHeight * 0.6], v: 0, edge: 0 },
    { knot: [footRadius - 0.06, footHeight * 0.6], v: 0, edge: 0 },
    { knot: [footRadius - 0.045, 0.002], v: 0, edge: 0.5 },
    { knot: [footRadius - 0.012, 0.002], v: 0, edge: 0.5 },
    { knot: [footRadius, 0.014], v: 0.005, edge: 0.5 },
    { knot: [footRadius, footHeight * 0.9], v: 0.01, edge: 0 },
  ]
  const inner: Turned[] = []
  for (const [index, knot] of body.entries()) {
    const part = index / (body.length - 1)
    const normal = outwardNormal(body, index)
    profile.push({ knot, v: 0.02 + 0.98 * part, edge: 0 })
    const inside: Knot = [knot[0] - normal[0] * wall, knot[1] - normal[1] * wall]
    if (inside[1] > floor + 0.02 && inside[0] > 0.01) inner.unshift({ knot: inside, v: 1.9 - 0.85 * part, edge: 0 })
  }
  const last = body.length - 1
  const tip = body[last] ?? [0, 0]
  const normal = outwardNormal(body, last)
  for (let step = 1; step <= 5; step++) {
    const angle = (step / 6) * Math.PI
    const along: Knot = [-normal[1], normal[0]]
    const out = (Math.cos(angle) - 1) * (wall / 2)
    const lift = Math.sin(angle) * (wall / 2)
    const knot: Knot = [tip[0] + normal[0] * out + along[0] * lift, tip[1] + normal[1] * out + along[1] * lift]
    profile.push({ knot, v: 1 + step * 0.008, edge: 1 })
  }
  profile.push(...inner)
  const lowest = inner.at(-1)?.knot ?? [footRadius, floor + 0.05]
  for (const part of [0.22, 0.5, 0.75, 1]) {
    const drop = (lowest[1] - floor) * (1 - part) ** 2.2
    profile.push({ knot: [lowest[0] * (1 - part), floor + drop], v: 1.9 + 0.1 * part, edge: 0 })
  }
  return withEdges(profile)
}

/** Fills in convexity: positive where the line turns outward, fading with the distance to a rim. */
function withEdges(profile: Turned[]): Turned[] {
  return profile.map((turned, index) => {
    const before = profile[Math.max(0, index - 1)] ?? turned
    const after = profile[Math.min(profile.length - 1, index + 1)] ?? turned
    const ax = turned.knot[0] - before.knot[0]
    const ay = turned.knot[1] - before.knot[1]
    const bx = after.knot[0] - turned.knot[0]
    const by = after.knot[1] - turned.knot[1]
    const turn = Math.atan2(ax * by - ay * bx, ax * bx + ay * by)
    const curvature = turn / (Math.hypot(ax, ay) + Math.hypot(bx, by) + 1e-4)
    const bent = Math.max(-1, Math.min(0.55, curvature * 0.09))
    return { ...turned, edge: Math.max(turned.edge, bent) }
  })
}

/** A mesh turned from a profile, `segments` steps around. */
export function turn(
  profile: Turned[],
  material: Material,
  segments: number,
  shape: Pick<VesselShape, 'deform' | 'wobble' | 'seed'> = {},
): Mesh {
  const wobble = (shape.wobble ?? 1) * 0.006
  const seed = shape.seed ?? 1
  return gridMesh(
    segments + 1,
    profile.length,
    (column, row) => {
      const turned = profile[row] ?? { knot: [0, 0] as Knot, v: 0, edge: 0 }
      const angle = (column / segments) * Math.PI * 2
      const [radius, y] = turned.knot
      const uneven = radius * (1 + wobble * ringNoise(angle, 4, seed)) + wobble * 0.4 * Math.sin(y * 31 + seed)
      const reach = radius === 0 ? 0 : uneven
      const x = Math.cos(angle) * reach
      const z = Math.sin(angle) * reach
      const position = shape.deform?.(x, y, z, turned.v) ?? ([x, y, z] as [number, number, number])
      return { position, u: angle, v: turned.v, edge: turned.edge }
    },
    material,
    { closed: true },
  )
}

/** A hollow pot. */
export const vessel = (shape: VesselShape, material: Material, segments = 64): Mesh =>
  turn(vesselProfile(shape), material, segments, shape)

/** A solid turned thing: a fruit, a knob, a lid, a candle. `v` runs from 0 below to 1 above. */
export function solid(
  knots: readonly Knot[],
  material: Material,
  options: Pick<VesselShape, 'deform' | 'wobble' | 'seed'> & { steps?: number; segments?: number } = {},
): Mesh {
  const line = smoothLine(knots, options.steps ?? 5)
  const profile = line.map((knot, index) => ({ knot, v: index / (line.length - 1), edge: 0 }))
  return turn(withEdges(profile), material, options.segments ?? 48, options)
}
