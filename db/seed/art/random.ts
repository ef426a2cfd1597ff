/**
 * Chance that is the same on every machine: numbers from a string. The pictures of the demo may not differ between two
 * seedings, so `Math.random` and clocks are not used anywhere in `db/seed/art`.
 */

/** FNV-1a, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** A well mixed number in [0, 1) for three whole numbers and a seed. */
export function hashCell(x: number, y: number, z: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(z, 0x1b873593) ^ Math.imul(seed, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

export interface Random {
  /** In [0, 1). */
  next(): number
  /** In [low, high). */
  between(low: number, high: number): number
  /** Roughly normal, mean 0, standard deviation 1. */
  normal(): number
  pick<T>(values: readonly [T, ...T[]]): T
}

/** Mulberry32 started from a text such as a product handle. */
export function randomFrom(text: string): Random {
  let state = hashText(text)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    normal: () => next() + next() + next() + next() + next() + next() - 3,
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
  }
}

const fade = (t: number): number => t * t * (3 - 2 * t)

function noiseRow(x: number, y: number, z: number, part: number, seed: number): number {
  const low = hashCell(x, y, z, seed)
  return low + (hashCell(x + 1, y, z, seed) - low) * part
}

/**
 * Smooth value noise in [0, 1] over three dimensions. Called for every pixel, like much of `scene/`: no closures inside,
 * because creating one costs more than the arithmetic.
 */
export function noise3(x: number, y: number, z: number, seed: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const iz = Math.floor(z)
  const fx = fade(x - ix)
  const fy = fade(y - iy)
  const fz = fade(z - iz)
  const near = noiseRow(ix, iy, iz, fx, seed) * (1 - fy) + noiseRow(ix, iy + 1, iz, fx, seed) * fy
  const far = noiseRow(ix, iy, iz + 1, fx, seed) * (1 - fy) + noiseRow(ix, iy + 1, iz + 1, fx, seed) * fy
  return near + (far - near) * fz
}

const LATTICE = 256

const turns = Uint8Array.from({ length: LATTICE * 2 }, (_, index) => hashCell(index % LATTICE, 11, 5, 77) * LATTICE)
const heights = Float32Array.from({ length: LATTICE }, (_, index) => hashCell(index, 3, 9, 78))

function latticeRow(x: number, from: number, part: number): number {
  const low = heights[((turns[(x & 255) + (from & 255)] as number) + from) & 255] as number
  const high = heights[((turns[((x + 1) & 255) + (from & 255)] as number) + from) & 255] as number
  return low + (high - low) * part
}

/** Like `noise3`, from a table that repeats after 256 cells: coarser chance at a third of the cost, for materials. */
export function quickNoise(x: number, y: number, z: number, seed: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const iz = Math.floor(z) + seed * 31
  const fx = fade(x - ix)
  const fy = fade(y - iy)
  const fz = fade(z - Math.floor(z))
  const near = turns[iz & 255] as number
  const far = turns[(iz + 1) & 255] as number
  const a = latticeRow(ix, (turns[(iy & 255) + near] as number) + near, fx)
  const b = latticeRow(ix, (turns[((iy + 1) & 255) + near] as number) + near, fx)
  const c = latticeRow(ix, (turns[(iy & 255) + far] as number) + far, fx)
  const d = latticeRow(ix, (turns[((iy + 1) & 255) + far] as number) + far, fx)
  return (a + (b - a) * fy) * (1 - fz) + (c + (d - c) * fy) * fz
}

/** Smooth noise on a circle, in [-1, 1]; `waves` is about the number of bumps in a full turn. */
export function ringNoise(angle: number, waves: number, seed: number): number {
  const radius = waves / 6.2832
  return noise3(Math.cos(angle) * radius + 17, Math.sin(angle) * radius + 31, 0.5, seed) * 2 - 1
}
