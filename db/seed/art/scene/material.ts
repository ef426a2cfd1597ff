/** What a surface looks like at a point, before light. A material writes into one shared `Finish`; it never allocates. */

export interface SurfacePoint {
  /** Relative to the origin of the mesh. */
  x: number
  y: number
  z: number
  u: number
  v: number
  edge: number
  /** The smooth normal, of unit length. */
  nx: number
  ny: number
  nz: number
}

export interface Finish {
  /** Linear albedo. */
  r: number
  g: number
  b: number
  /** 0 is a mirror, 1 is chalk. */
  roughness: number
  /** How much it mirrors head-on; about 0.04 for glaze, 0 for bare clay. */
  gloss: number
  /** Light let through from behind, for leaves and cloth; 0 to 1. */
  through: number
  /** Added to the normal: throwing rings, glaze edges, weave. */
  bx: number
  by: number
  bz: number
}

export type Material = (point: SurfacePoint, finish: Finish) => void

export const newFinish = (): Finish => ({
  r: 0.5,
  g: 0.5,
  b: 0.5,
  roughness: 1,
  gloss: 0,
  through: 0,
  bx: 0,
  by: 0,
  bz: 0,
})

export const newSurfacePoint = (): SurfacePoint => ({ x: 0, y: 0, z: 0, u: 0, v: 0, edge: 0, nx: 0, ny: 1, nz: 0 })
