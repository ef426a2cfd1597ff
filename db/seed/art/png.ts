/** Writes a PNG synchronously, so that a rendered picture can stand inside an SVG. Eight bits, RGB or RGBA, no palette. */

import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

function chunk(type: string, data: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(data.length + 12)
  framed.writeUInt32BE(data.length, 0)
  framed.write(type, 4, 'latin1')
  framed.set(data, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, data.length + 8)), data.length + 8)
  return framed
}

type Pixels = Uint8Array | Uint8ClampedArray

/**
 * `pixels` holds `width * height` pixels of three or four channels, row by row. Packed lightly: the file lives only until it
 * is rendered, but reading it there costs by the byte.
 */
export function encodePng(pixels: Pixels, width: number, height: number, channels: 3 | 4): Buffer {
  const stride = width * channels
  const rows = new Uint8Array((stride + 1) * height)
  for (let y = 0; y < height; y++) {
    // Filter 1, the difference to the pixel on the left: soft shading becomes small numbers.
    const from = y * stride
    const to = y * (stride + 1) + 1
    rows[to - 1] = 1
    for (let x = 0; x < channels; x++) rows[to + x] = pixels[from + x] as number
    for (let x = channels; x < stride; x++) {
      rows[to + x] = (pixels[from + x] as number) - (pixels[from + x - channels] as number)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const pngDataUri = (pixels: Pixels, width: number, height: number, channels: 3 | 4): string =>
  `data:image/png;base64,${encodePng(pixels, width, height, channels).toString('base64')}`
