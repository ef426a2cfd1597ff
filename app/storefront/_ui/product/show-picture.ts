/** Brings the gallery to the picture of a chosen value: the first one whose description names it as a word of its own. */
import type { ImageRef } from '@/lib/catalog/types'

/** Index of the first picture that names one of the values, or -1. */
export function pictureOf(values: readonly string[], images: readonly Pick<ImageRef, 'alt'>[]): number {
  const words = values.map((value) => new RegExp(`(^|[^\\p{L}\\p{N}])${literal(value)}($|[^\\p{L}\\p{N}])`, 'iu'))
  return images.findIndex((image) => words.some((word) => word.test(image.alt)))
}

export function showPictureOf(values: readonly string[], images: readonly ImageRef[]): void {
  const index = pictureOf(values, images)
  const row = document.getElementById(`picture-${index + 1}`)?.parentElement
  if (index >= 0 && row) row.scrollTo({ left: index * row.clientWidth })
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
