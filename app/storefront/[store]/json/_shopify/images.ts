/** Pictures in Shopify's words. */
import type { ImageRef } from '@/lib/catalog/types'
import { imagePath } from '@/lib/media/images'

/** Path of the largest stored width. */
export function source(image: ImageRef): string {
  return imagePath(image.key, 1440)
}

export function aspectRatio({ width, height }: ImageRef): number {
  return height > 0 ? Math.round((width / height) * 1000) / 1000 : 1
}

export function featuredImage(image: ImageRef) {
  return {
    alt: image.alt,
    aspect_ratio: aspectRatio(image),
    width: image.width,
    height: image.height,
    url: source(image),
  }
}
