/** Colours as linear light, for shading, and as CSS, for drawing. */

export type Rgb = readonly [number, number, number]

const channel = (hex: string, index: number): number => Number.parseInt(hex.slice(1 + index * 2, 3 + index * 2), 16)

const toLinear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

/** `#rrggbb` as linear light, each channel in [0, 1]. */
export const linear = (hex: string): Rgb => [
  toLinear(channel(hex, 0) / 255),
  toLinear(channel(hex, 1) / 255),
  toLinear(channel(hex, 2) / 255),
]

/** `#rrggbb` a part of the way towards another, mixed as the eye expects of paint chips. */
export function mixHex(from: string, to: string, part: number): string {
  const mixed = [0, 1, 2].map((index) => {
    const low = channel(from, index)
    return Math.round(low + (channel(to, index) - low) * part)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${mixed.join('')}`
}

/** Perceived lightness of `#rrggbb` in [0, 1]. */
export const lightness = (hex: string): number =>
  (channel(hex, 0) * 0.299 + channel(hex, 1) * 0.587 + channel(hex, 2) * 0.114) / 255

const TABLE_SIZE = 4096

const DISPLAY = Uint8Array.from({ length: TABLE_SIZE + 1 }, (_, index) => {
  const value = index / TABLE_SIZE
  return Math.round(255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055))
})

/** Linear light to a display byte, with highlights rolled off as film does instead of clipped. */
export function toDisplay(light: number): number {
  const rolled = light < 0.7 ? light : 0.7 + 0.3 * (1 - Math.exp(-(light - 0.7) / 0.3))
  return DISPLAY[Math.max(0, Math.min(TABLE_SIZE, (rolled * TABLE_SIZE) | 0))] as number
}
