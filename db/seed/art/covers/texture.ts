/** Paper grain as a small tile, made once; a pattern of it lies over covers and grounds. */

import { pngDataUri } from '../png'
import { hashCell, noise3 } from '../random'

const SIZE = 160

function tile(strength: number, seed: number): string {
  const pixels = new Uint8Array(SIZE * SIZE * 4)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const fine = hashCell(x, y, 0, seed) - 0.5
      const fibre = noise3(x * 0.5, y * 0.13, 0, seed) + noise3(x * 0.13, y * 0.5, 4, seed) - 1
      const value = fine * 0.9 + fibre * 0.3
      const at = (y * SIZE + x) * 4
      const shade = value > 0 ? 255 : 0
      pixels[at] = shade
      pixels[at + 1] = shade
      pixels[at + 2] = shade
      pixels[at + 3] = Math.min(255, Math.abs(value) * strength)
    }
  }
  return pngDataUri(pixels, SIZE, SIZE, 4)
}

const definition = `<pattern id="grain" width="${SIZE}" height="${SIZE}" patternUnits="userSpaceOnUse"><image width="${SIZE}" height="${SIZE}" xlink:href="${tile(24, 3)}"/></pattern>`

/** The pattern for the `<defs>` of a picture; used as `fill="url(#grain)"`. */
export const grainPattern = (): string => definition
