/**
 * Meshes of the still lifes: turned bodies (lathe), tubes along a line (handles, spouts, stems) and sheets (cloth, leaves).
 * Scene units are decimeters, y is up, the camera looks towards -z. Positions are in the scene; a material sees the point
 * relative to `origin`, so that moving a pot does not move its speckles.
 */

import type { Material } from './material'

export type Point = readonly [number, number, number]

export interface Mesh {
  positions: Float32Array
  normals: Float32Array
  /** The angle around a turned body or the way across a sheet. */
  us: Float32Array
  /** Arc length along the profile, or the way along a tube or sheet. */
  vs: Float32Array
  /** How convex the profile is here: 1 on a rim, negative in a hollow. Glazes thin on edges and pool in hollows. */
  edges: Float32Array
  triangles: Uint32Array
  /** The same surface with a quarter of the triangles, for shadows. */
  coarse: Uint32Array
  material: Material
  origin: Point
  /** Sheets are seen from both sides; bodies are closed. */
  twoSided: boolean
  /** Lies around the subject and may leave the picture. */
  unframed?: boolean
}

interface GridPoint {
  position: Point
  u: number
  v: number
  edge: number
}

/** A mesh from a grid of points; normals follow from the neighbours, so the surface reads as smooth. */
export function gridMesh(
  columns: number,
  rows: number,
  point: (column: number, row: number) => GridPoint,
  material: Material,
  options: { origin?: Point; closed?: boolean; twoSided?: boolean } = {},
): Mesh {
  const count = columns * rows
  const mesh: Mesh = {
    positions: new Float32Array(count * 3),
    normals: new Float32Array(count * 3),
    us: new Float32Array(count),
    vs: new Float32Array(count),
    edges: new Float32Array(count),
    triangles: connect(columns, rows, 1),
    coarse: connect(columns, rows, 2),
    material,
    origin: options.origin ?? [0, 0, 0],
    twoSided: options.twoSided ?? false,
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const { position, u, v, edge } = point(column, row)
      const index = row * columns + column
      mesh.positions.set(position, index * 3)
      mesh.us[index] = u
      mesh.vs[index] = v
      mesh.edges[index] = edge
    }
  }
  smoothNormals(mesh, columns, rows, options.closed ?? false)
  return mesh
}

/** Two triangles for each cell of the grid, taking every `step`-th line; the last line is always taken. */
function connect(columns: number, rows: number, step: number): Uint32Array {
  const across = Math.ceil((columns - 1) / step)
  const along = Math.ceil((rows - 1) / step)
  const triangles = new Uint32Array(across * along * 6)
  let cursor = 0
  for (let row = 0; row + 1 < rows; row += step) {
    for (let column = 0; column + 1 < columns; column += step) {
      const a = row * columns + column
      const right = Math.min(step, columns - 1 - column)
      const b = a + Math.min(step, rows - 1 - row) * columns
      triangles.set([a, a + right, b, a + right, b + right, b], cursor)
      cursor += 6
    }
  }
  return triangles
}

function smoothNormals(mesh: Mesh, columns: number, rows: number, closed: boolean): void {
  const { positions: p, normals } = mesh
  for (let row = 0; row < rows; row++) {
    const above = Math.max(0, row - 1) * columns
    const below = Math.min(rows - 1, row + 1) * columns
    for (let column = 0; column < columns; column++) {
      const before = closed ? (column + columns - 2) % (columns - 1) : Math.max(0, column - 1)
      const after = closed ? (column + 1) % (columns - 1) : Math.min(columns - 1, column + 1)
      const l = (row * columns + before) * 3
      const r = (row * columns + after) * 3
      const t = (above + column) * 3
      const d = (below + column) * 3
      const ax = (p[r] as number) - (p[l] as number)
      const ay = (p[r + 1] as number) - (p[l + 1] as number)
      const az = (p[r + 2] as number) - (p[l + 2] as number)
      const bx = (p[d] as number) - (p[t] as number)
      const by = (p[d + 1] as number) - (p[t + 1] as number)
      const bz = (p[d + 2] as number) - (p[t + 2] as number)
      const nx = by * az - bz * ay
      const ny = bz * ax - bx * az
      const nz = bx * ay - by * ax
      const length = Math.sqrt(nx * nx + ny * ny + nz * nz)
      const index = (row * columns + column) * 3
      const known = length > 1e-12
      normals[index] = known ? nx / length : 0
      // At the axis, where a row is a single point, the surface looks straight down or up.
      normals[index + 1] = known ? ny / length : row < rows / 2 ? -1 : 1
      normals[index + 2] = known ? nz / length : 0
    }
  }
}

/** Moves, turns (radians about y, then tilts about x) and scales a mesh in place of building it elsewhere. */
export function placed(mesh: Mesh, at: Point, turn = 0, tilt = 0, roll = 0): Mesh {
  const [ct, st, cx, sx, cz, sz] = [turn, tilt, roll].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const rotate = (source: Float32Array, shift: Point): Float32Array => {
    const target = new Float32Array(source.length)
    for (let index = 0; index < source.length; index += 3) {
      const x0 = source[index] as number
      const y0 = source[index + 1] as number
      const z0 = source[index + 2] as number
      const x1 = x0 * cz - y0 * sz
      const y1 = x0 * sz + y0 * cz
      const y2 = y1 * cx - z0 * sx
      const z2 = y1 * sx + z0 * cx
      target[index] = x1 * ct + z2 * st + shift[0]
      target[index + 1] = y2 + shift[1]
      target[index + 2] = -x1 * st + z2 * ct + shift[2]
    }
    return target
  }
  return { ...mesh, positions: rotate(mesh.positions, at), normals: rotate(mesh.normals, [0, 0, 0]), origin: at }
}
