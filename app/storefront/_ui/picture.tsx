/** A stored picture in the widths that exist. Its size is reserved before it arrives; only one a page is eager. */
import { clsx } from 'clsx'
import type { ImageRef } from '@/lib/catalog/types'
import { imagePath, srcSet } from '@/lib/media/images'

interface Props {
  image: ImageRef
  /** The `sizes` attribute: how wide the picture is shown. */
  sizes: string
  /** The page's first picture: fetched at once. */
  first?: boolean
  /** Beside text that says the same. */
  decorative?: boolean
  className?: string
}

export function Picture({ image, sizes, first = false, decorative = false, className }: Props) {
  return (
    // biome-ignore lint/performance/noImgElement: the stored widths are served as they are; no optimizer runs between.
    <img
      src={imagePath(image.key, 960)}
      srcSet={srcSet(image.key)}
      sizes={sizes}
      width={image.width}
      height={image.height}
      alt={decorative ? '' : image.alt}
      loading={first ? 'eager' : 'lazy'}
      fetchPriority={first ? 'high' : undefined}
      decoding={first ? 'sync' : 'async'}
      className={clsx('block h-auto max-w-full', className)}
    />
  )
}
