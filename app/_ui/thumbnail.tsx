/** A small picture in a reserved box, or an empty box of the same size. */
import clsx from 'clsx'
import { Image as ImageIcon } from 'lucide-react'

export function Thumbnail({ src, alt = '', size = 'md' }: { src: string | null; alt?: string; size?: 'sm' | 'md' }) {
  return (
    <span
      className={clsx(
        'grid shrink-0 place-items-center overflow-hidden rounded-sm border border-line bg-hover',
        size === 'sm' ? 'size-8' : 'size-10',
      )}
    >
      {src ? (
        // biome-ignore lint/performance/noImgElement: stored in fitting sizes already; an optimiser would only add work
        <img
          src={src}
          alt={alt}
          width={40}
          height={40}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
        />
      ) : (
        <ImageIcon aria-hidden size={16} strokeWidth={1.5} className="text-muted" />
      )}
    </span>
  )
}
