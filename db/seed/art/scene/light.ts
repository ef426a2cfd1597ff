/**
 * Light and shadow by shadow maps: one window on the left as a cluster of directions (soft shadows that sharpen towards the
 * contact) and a dome of faint directions (the darkening in corners and under feet). Everything is a directional light;
 * nothing here knows what is lit.
 */

import { cross } from './camera'
import type { Mesh, Point } from './mesh'

/** One direction with the depth of what it meets first. */
export interface ShadowMap {
  /** Towards the light. */
  lx: number
  ly: number
  lz: number
  a: Point
  b: Point
  size: number
  /** Scene units to texels, and the texel of the scene's middle. */
  scale: number
  middle: number
  center: Point
  depth: Float32Array
}

const NOTHING = -1e9

export interface Reach {
  center: Point
  radius: number
}

function emptyMap(direction: Point, size: number, reach: Reach): ShadowMap {
  const length = Math.hypot(...direction)
  const l: Point = [direction[0] / length, direction[1] / length, direction[2] / length]
  const side = cross(l, Math.abs(l[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0])
  const sideLength = Math.hypot(...side)
  const a: Point = [side[0] / sideLength, side[1] / sideLength, side[2] / sideLength]
  return {
    lx: l[0],
    ly: l[1],
    lz: l[2],
    a,
    b: cross(l, a),
    size,
    scale: size / 2 / reach.radius,
    middle: size / 2,
    center: reach.center,
    depth: new Float32Array(size * size).fill(NOTHING),
  }
}

function castMesh(map: ShadowMap, mesh: Mesh, scratch: Float32Array): void {
  const { positions, coarse: triangles } = mesh
  const { a, b, scale, middle, center } = map
  for (let index = 0; index < positions.length; index += 3) {
    const x = (positions[index] as number) - center[0]
    const y = (positions[index + 1] as number) - center[1]
    const z = (positions[index + 2] as number) - center[2]
    scratch[index] = middle + (x * a[0] + y * a[1] + z * a[2]) * scale
    scratch[index + 1] = middle + (x * b[0] + y * b[1] + z * b[2]) * scale
    scratch[index + 2] = x * map.lx + y * map.ly + z * map.lz
  }
  for (let index = 0; index < triangles.length; index += 3) {
    castTriangle(
      map,
      scratch,
      (triangles[index] as number) * 3,
      (triangles[index + 1] as number) * 3,
      (triangles[index + 2] as number) * 3,
    )
  }
}

function castTriangle(map: ShadowMap, p: Float32Array, i: number, j: number, k: number): void {
  const { size, depth } = map
  const ax = p[i] as number
  const ay = p[i + 1] as number
  const bx = (p[j] as number) - ax
  const by = (p[j + 1] as number) - ay
  const cx = (p[k] as number) - ax
  const cy = (p[k + 1] as number) - ay
  const area = bx * cy - by * cx
  if (area === 0) return
  const az = p[i + 2] as number
  const bz = ((p[j + 2] as number) - az) / area
  const cz = ((p[k + 2] as number) - az) / area
  const minX = Math.max(0, Math.ceil(ax + Math.min(0, bx, cx) - 0.5))
  const maxX = Math.min(size - 1, Math.floor(ax + Math.max(0, bx, cx) + 0.5))
  const minY = Math.max(0, Math.ceil(ay + Math.min(0, by, cy) - 0.5))
  const maxY = Math.min(size - 1, Math.floor(ay + Math.max(0, by, cy) + 0.5))
  const slack = Math.abs(area) * 0.02
  const sign = area > 0 ? 1 : -1
  for (let y = minY; y <= maxY; y++) {
    for (let x = minX; x <= maxX; x++) {
      const px = x - ax
      const py = y - ay
      const s = px * cy - py * cx
      const t = bx * py - by * px
      if (s * sign < -slack || t * sign < -slack || (area - s - t) * sign < -slack) continue
      const z = az + s * bz + t * cz
      const cell = y * size + x
      if (z > (depth[cell] as number)) depth[cell] = z
    }
  }
}

/** Shadow maps for a set of directions. */
export function castAll(directions: Point[], meshes: Mesh[], size: number, reach: Reach): ShadowMap[] {
  const longest = Math.max(0, ...meshes.map((mesh) => mesh.positions.length))
  const scratch = new Float32Array(longest)
  return directions.map((direction) => {
    const map = emptyMap(direction, size, reach)
    for (const mesh of meshes) castMesh(map, mesh, scratch)
    return map
  })
}

/** How much of this direction reaches the point: 0 to 1, smoothed over four texels. */
export function visible(map: ShadowMap, px: number, py: number, pz: number, bias: number): number {
  const { a, b, center, size, depth } = map
  const x = px - center[0]
  const y = py - center[1]
  const z = pz - center[2]
  const s = map.middle + (x * a[0] + y * a[1] + z * a[2]) * map.scale
  const t = map.middle + (x * b[0] + y * b[1] + z * b[2]) * map.scale
  const column = Math.floor(s)
  const row = Math.floor(t)
  if (column < 0 || row < 0 || column + 1 >= size || row + 1 >= size) return 1
  const d = x * map.lx + y * map.ly + z * map.lz + bias
  const cell = row * size + column
  const fx = s - column
  const fy = t - row
  const top = ((depth[cell] as number) <= d ? 1 - fx : 0) + ((depth[cell + 1] as number) <= d ? fx : 0)
  const low = ((depth[cell + size] as number) <= d ? 1 - fx : 0) + ((depth[cell + size + 1] as number) <= d ? fx : 0)
  return top * (1 - fy) + low * fy
}

/** Directions spread over a round light around `main` (the first is its middle), `spread` in units at distance one. */
export function windowDirections(main: Point, spread: number, count: number): Point[] {
  const length = Math.hypot(...main)
  const l: Point = [main[0] / length, main[1] / length, main[2] / length]
  const a = cross(l, [0, 1, 0])
  const b = cross(l, a)
  return Array.from({ length: count }, (_, index) => {
    const radius = spread * Math.sqrt(index / count)
    const angle = index * 2.399963
    const s = Math.cos(angle) * radius
    const t = Math.sin(angle) * radius
    return [l[0] + a[0] * s + b[0] * t, l[1] + a[1] * s + b[1] * t, l[2] + a[2] * s + b[2] * t]
  })
}

/** Directions of the upper half, denser overhead, for the ambient part. */
export const domeDirections = (count: number): Point[] =>
  Array.from({ length: count }, (_, index) => {
    const y = Math.sqrt(0.14 + (0.86 * (index + 0.5)) / count)
    const radius = Math.sqrt(1 - y * y)
    const angle = index * 2.399963
    return [Math.cos(angle) * radius, y, Math.sin(angle) * radius]
  })
