/**
 * Soft shadows and soft light without SVG filters, which cost a second each at this size: shapes are filled on a coarse
 * grid, blurred there, and stand in the picture as a small image that is spread out.
 */

import { pngDataUri } from '../png'
import type { XY } from './cover'

export interface SoftShape {
  points: readonly XY[]
  opacity: number
  /** Standard deviation in picture units. */
  blur: number
}

/** Coverage of a convex shape, 0 to 1 for each cell: the span of every row, with soft ends. */
function fill(
  grid: Float32Array,
  columns: number,
  rows: number,
  corner: XY,
  cell: number,
  points: readonly XY[],
): void {
  for (let row = 0; row < rows; row++) {
    const y = corner[1] + (row + 0.5) * cell
    let from = Number.POSITIVE_INFINITY
    let to = Number.NEGATIVE_INFINITY
    for (let index = 0; index < points.length; index++) {
      const a = points[index] as XY
      const b = points[(index + 1) % points.length] as XY
      if (a[1] > y === b[1] > y) continue
      const x = a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])
      if (x < from) from = x
      if (x > to) to = x
    }
    if (to <= from) continue
    const start = (from - corner[0]) / cell
    const end = (to - corner[0]) / cell
    for (let column = Math.max(0, Math.floor(start)); column < Math.min(columns, end); column++) {
      grid[row * columns + column] = Math.min(1, end - column) - Math.max(0, start - column)
    }
  }
}

/** One pass of a running mean along lines of `length` cells, `stride` apart. */
function mean(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  length: number,
  step: number,
  stride: number,
  radius: number,
): void {
  const span = radius * 2 + 1
  for (let line = 0; line < lines; line++) {
    const start = line * stride
    let sum = 0
    for (let index = -radius; index < length; index++) {
      const enters = index + radius
      if (enters < length) sum += from[start + enters * step] as number
      const leaves = index - radius - 1
      if (leaves >= 0) sum -= from[start + leaves * step] as number
      if (index >= 0) to[start + index * step] = sum / span
    }
  }
}

/** Blurred shapes of one colour, each as an `<image>` whose cells are as coarse as its blur allows. */
export const softShapes = (shapes: readonly SoftShape[], color: readonly [number, number, number]): string =>
  shapes.map((shape) => softShape(shape, color)).join('')

function softShape({ points, opacity, blur }: SoftShape, color: readonly [number, number, number]): string {
  const cell = Math.max(3, blur / 4)
  const reach = blur * 2.8
  const xs = points.map((point) => point[0])
  const ys = points.map((point) => point[1])
  const left = Math.min(...xs) - reach
  const top = Math.min(...ys) - reach
  const columns = Math.ceil((Math.max(...xs) + reach - left) / cell)
  const rows = Math.ceil((Math.max(...ys) + reach - top) / cell)
  const grid = new Float32Array(columns * rows)
  const other = new Float32Array(columns * rows)
  fill(grid, columns, rows, [left, top], cell, points)
  const radius = Math.max(1, Math.round(blur / cell))
  for (let pass = 0; pass < 3; pass++) {
    mean(grid, other, rows, columns, 1, columns, radius)
    mean(other, grid, columns, rows, columns, 1, radius)
  }
  const pixels = new Uint8Array(columns * rows * 4)
  for (let index = 0; index < grid.length; index++) {
    pixels[index * 4] = color[0]
    pixels[index * 4 + 1] = color[1]
    pixels[index * 4 + 2] = color[2]
    pixels[index * 4 + 3] = Math.round((grid[index] as number) * opacity * 255)
  }
  const uri = pngDataUri(pixels, columns, rows, 4)
  return `<image x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${(columns * cell).toFixed(1)}" height="${(rows * cell).toFixed(1)}" preserveAspectRatio="none" xlink:href="${uri}"/>`
}

export const SHADE = [38, 28, 19] as const
export const LIGHT = [255, 255, 255] as const
