/** Addresses inside a store's desk. */
import type { ImageWidth } from '@/lib/media/images'

/** The store's picture on the platform's host, where only its team may see it. */
export function deskImage(slug: string, key: string | null | undefined, width: ImageWidth = 320): string | null {
  return key ? `/admin/${slug}/media/${key}/${width}.webp` : null
}
