/**
 * The stage: a table (a plane at y = 0) that turns into a wall behind, either with a clear line where they meet or as
 * seamless paper. Shaded on a coarse grid and spread out smoothly: its light changes slowly except at contacts, and those
 * lie beside the objects, which are drawn over it.
 */

import { linear, type Rgb } from '../color'
import { noise3 } from '../random'
import type { Camera } from './camera'
import { type ShadowMap, visible } from './light'
import { addDisplay, type Shader } from './shade'

export interface SetDesign {
  table: string
  wall: string
  /** Where the wall stands; negative is further away. */
  wallZ: number
  /** Radius of the curve between table and wall; 0 for an edge. */
  cove: number
  /** Grain of a wooden table, 0 to 1. */
  wood?: number
}

/** Pixels of the picture for one cell of the grid, and cells for one block that is looked at first. */
const CELL = 3
const BLOCK = 4
/** Display steps between the corners of a block below which it is filled without looking closer. */
const EVEN = 5

export function renderSet(
  design: SetDesign,
  camera: Camera,
  shader: Shader,
  dome: ShadowMap[],
  picture: Float32Array,
  width: number,
  height: number,
): void {
  const columns = Math.ceil(Math.ceil(width / CELL + 2) / BLOCK) * BLOCK + 1
  const rows = Math.ceil(Math.ceil(height / CELL + 2) / BLOCK) * BLOCK + 1
  const coarse = new Float32Array(columns * rows * 3)
  const table = linear(design.table)
  const wall = linear(design.wall)
  const shade = (column: number, row: number): void => {
    shadeRay(design, table, wall, camera, shader, dome, column * CELL, row * CELL)
    addDisplay(coarse, (row * columns + column) * 3, shader, 1)
  }
  for (let row = 0; row < rows; row += BLOCK) for (let column = 0; column < columns; column += BLOCK) shade(column, row)
  for (let row = 0; row + BLOCK < rows; row += BLOCK) {
    for (let column = 0; column + BLOCK < columns; column += BLOCK) fillBlock(coarse, columns, column, row, shade)
  }
  for (let x = 1; x < columns; x++) copyCell(coarse, (rows - 1) * columns + x, (rows - 2) * columns + x)
  for (let y = 1; y < rows; y++) copyCell(coarse, y * columns + columns - 1, y * columns + columns - 2)
  spread(coarse, columns, picture, width, height)
}

const copyCell = (coarse: Float32Array, to: number, from: number): void => {
  for (let axis = 0; axis < 3; axis++) coarse[to * 3 + axis] = coarse[from * 3 + axis] as number
}

/** Between four corners that are nearly alike the light is mixed; elsewhere every cell is shaded. */
function fillBlock(
  coarse: Float32Array,
  columns: number,
  left: number,
  top: number,
  shade: (column: number, row: number) => void,
): void {
  const a = (top * columns + left) * 3
  const b = a + BLOCK * 3
  const c = a + BLOCK * columns * 3
  const d = c + BLOCK * 3
  const green = [coarse[a + 1], coarse[b + 1], coarse[c + 1], coarse[d + 1]] as number[]
  const even = Math.max(...green) - Math.min(...green) < EVEN
  for (let y = 0; y < BLOCK; y++) {
    for (let x = 0; x < BLOCK; x++) {
      if (x === 0 && y === 0) continue
      if (!even) {
        shade(left + x, top + y)
        continue
      }
      const to = ((top + y) * columns + left + x) * 3
      const fx = x / BLOCK
      const fy = y / BLOCK
      for (let axis = 0; axis < 3; axis++) {
        const upper = (coarse[a + axis] as number) * (1 - fx) + (coarse[b + axis] as number) * fx
        const lower = (coarse[c + axis] as number) * (1 - fx) + (coarse[d + axis] as number) * fx
        coarse[to + axis] = upper * (1 - fy) + lower * fy
      }
    }
  }
}

function spread(coarse: Float32Array, columns: number, picture: Float32Array, width: number, height: number): void {
  const line = new Float32Array(columns * 3)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / CELL)
    const part = y / CELL - row
    const from = row * columns * 3
    for (let index = 0; index < line.length; index++) {
      const upper = coarse[from + index] as number
      line[index] = upper + ((coarse[from + columns * 3 + index] as number) - upper) * part
    }
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / CELL)
      const share = x / CELL - column
      const to = (y * width + x) * 3
      for (let axis = 0; axis < 3; axis++) {
        const left = line[column * 3 + axis] as number
        picture[to + axis] = left + ((line[column * 3 + 3 + axis] as number) - left) * share
      }
    }
  }
}

function shadeRay(
  design: SetDesign,
  table: Rgb,
  wall: Rgb,
  camera: Camera,
  shader: Shader,
  dome: ShadowMap[],
  x: number,
  y: number,
): void {
  const { eye, right, up, forward } = camera
  const sx = (x - camera.centerX) / camera.focal
  const sy = (camera.centerY - y) / camera.focal
  const dx = forward[0] + right[0] * sx + up[0] * sy
  const dy = forward[1] + right[1] * sx + up[1] * sy
  const dz = forward[2] + right[2] * sx + up[2] * sy
  const toFloor = dy < -1e-6 ? -eye[1] / dy : 1e9
  const toWall = dz < -1e-6 ? (design.wallZ - eye[2]) / dz : 1e9
  const distance = Math.min(toFloor, toWall)
  const px = eye[0] + dx * distance
  const py = Math.max(0, eye[1] + dy * distance)
  const pz = eye[2] + dz * distance
  // 0 on the table, 1 on the wall, between them along the cove.
  const rise = design.cove > 0 ? (py - (pz - design.wallZ)) / design.cove / 2 + 0.5 : toWall < toFloor ? 1 : 0
  const part = Math.max(0, Math.min(1, rise))
  const bend = part * part * (3 - 2 * part)
  const ny = Math.cos((bend * Math.PI) / 2)
  const nz = Math.sin((bend * Math.PI) / 2)
  const { finish } = shader
  const grain = design.wood ? woodGrain(px, pz, design.wood) * (1 - bend) + bend : 1
  finish.r = (table[0] + (wall[0] - table[0]) * bend) * grain
  finish.g = (table[1] + (wall[1] - table[1]) * bend) * grain
  finish.b = (table[2] + (wall[2] - table[2]) * bend) * grain
  finish.gloss = 0
  finish.through = 0
  shader.light(px, py, pz, 0, ny, nz, openAt(dome, px, py, pz, ny, nz), 0.5)
}

function openAt(dome: ShadowMap[], px: number, py: number, pz: number, ny: number, nz: number): number {
  let seen = 0
  let total = 0
  for (const map of dome) {
    const cosine = map.ly * ny + map.lz * nz
    if (cosine <= 0) continue
    total += cosine
    seen += cosine * visible(map, px, py + ny * 0.02, pz + nz * 0.02, 0.03)
  }
  // Some light creeps under everything.
  return 0.14 + (0.86 * seen) / total
}

function woodGrain(x: number, z: number, strength: number): number {
  const warp = noise3(x * 0.5, z * 2.2, 3, 91)
  const line = noise3(x * 0.9, z * 26 + warp * 8, 1, 92)
  const fine = noise3(x * 3, z * 90, 2, 93)
  return 1 - strength * (0.24 * line * line + 0.1 * fine + 0.1 * warp)
}
