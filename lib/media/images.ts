/**
 * Addresses of pictures. Pure, so that client components may import it; bytes are in image-store.ts. A key is made from the
 * picture's content, so that an address never changes its meaning and may be cached for ever.
 */

/** Stored widths in pixels, ascending. */
export const IMAGE_WIDTHS = [320, 640, 960, 1440] as const
export type ImageWidth = (typeof IMAGE_WIDTHS)[number]

export const IMAGE_KEY = /^[0-9a-f]{32}$/

/** Path of a picture on the store's own host. */
export function imagePath(key: string, width: ImageWidth): string {
  return `/media/${key}/${width}.webp`
}

/** Value for `srcset` with every stored width. */
export function srcSet(key: string): string {
  return IMAGE_WIDTHS.map((width) => `${imagePath(key, width)} ${width}w`).join(', ')
}
