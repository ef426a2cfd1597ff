'use client'
/**
 * A product's pictures: a row to swipe on a phone, one large picture with thumbnails beside it on wide screens. The row is
 * one element for both; thumbnails are links into it, so it works before the script has arrived.
 */
import { clsx } from 'clsx'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import type { ImageRef } from '@/lib/catalog/types'
import { Picture } from '../picture'

interface Props {
  images: ImageRef[]
  title: string
}

export function Gallery({ images, title }: Props) {
  const row = useRef<HTMLUListElement>(null)
  const [shown, setShown] = useState(0)

  useEffect(() => {
    const element = row.current
    if (!element) return
    const update = () => setShown(Math.round(element.scrollLeft / Math.max(1, element.clientWidth)))
    element.addEventListener('scroll', update, { passive: true })
    return () => element.removeEventListener('scroll', update)
  }, [])

  const show = (index: number) => (event: MouseEvent) => {
    event.preventDefault()
    row.current?.scrollTo({ left: index * row.current.clientWidth })
  }

  if (images.length === 0) return <div className="aspect-[4/5] max-h-[52svh] w-full bg-raised lg:max-h-none" />
  return (
    <section aria-label={`Pictures of ${title}`} className="relative lg:flex lg:items-start lg:gap-4">
      {images.length > 1 && <Thumbnails images={images} shown={shown} onShow={show} />}
      <ul
        ref={row}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
        tabIndex={0}
        className="snap-row max-h-[52svh] min-w-0 flex-1 bg-raised lg:max-h-[calc(100svh-var(--head)-6rem)] lg:min-h-[30rem] lg:rounded-sm"
      >
        {images.map((image, index) => (
          <li key={image.key} id={`picture-${index + 1}`} className="aspect-[4/5] max-h-[inherit] min-h-[inherit]">
            <Picture
              image={image}
              sizes="(min-width: 1024px) 52vw, 100vw"
              first={index === 0}
              className="size-full object-cover"
            />
          </li>
        ))}
      </ul>
      {images.length > 1 && (
        <p
          aria-hidden="true"
          className="tabular absolute right-4 bottom-3 rounded-[4px] bg-surface/90 px-2 py-0.5 text-12 lg:hidden"
        >
          {shown + 1} / {images.length}
        </p>
      )}
    </section>
  )
}

interface ThumbnailsProps {
  images: ImageRef[]
  shown: number
  onShow: (index: number) => (event: MouseEvent) => void
}

function Thumbnails({ images, shown, onShow }: ThumbnailsProps) {
  return (
    <ul className="hidden w-18 shrink-0 flex-col gap-3 lg:flex">
      {images.map((image, index) => (
        <li key={image.key}>
          <a
            href={`#picture-${index + 1}`}
            onClick={onShow(index)}
            aria-label={`Picture ${index + 1}: ${image.alt}`}
            aria-current={index === shown ? 'true' : undefined}
            className={clsx(
              'block overflow-hidden rounded-sm border p-0.5 transition-colors duration-150',
              index === shown ? 'border-text' : 'border-transparent hover:border-line',
            )}
          >
            <Picture image={image} decorative sizes="72px" className="aspect-[4/5] w-full rounded-[4px] object-cover" />
          </a>
        </li>
      ))}
    </ul>
  )
}
