/** Writes a PNG synchronously, so that a rendered picture can stand inside an SVG. Eight bits, RGB or RGBA, no palette. */

import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/**
 * `pixels` holds `width * height` pixels of three or four channels, row by row. Photographs are stored without compression: the file lives
 * only until it is rendered, and packing it would cost more than the rendering.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number, channels: 3 | 4): Buffer {
  const stride = width * channels
  const rows = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: channels === 4 ? 1 : 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const pngDataUri = (pixels: Uint8Array, width: number, height: number, channels: 3 | 4): string =>
  `data:image/png;base64,${encodePng(pixels, width, height, channels).toString('base64')}`
