'use client'
/** The pictures in their order: the first one stands for the product. Uploaded at once, part of the product when it is saved. */
import { ArrowLeft, ArrowRight, ImagePlus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button, IconButton } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { controlLook } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { deskImage } from '@/app/admin/_ui/addresses'
import { PICTURE_TYPES, uploadPicture } from '@/app/admin/_ui/upload-picture'
import type { ImageRef } from '@/lib/catalog/types'

interface Props {
  slug: string
  images: ImageRef[]
  /** Given the present pictures, since uploads end while others are edited. */
  onChange: (change: (images: ImageRef[]) => ImageRef[]) => void
}

export function Pictures({ slug, images, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [uploading, setUploading] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const add = async (files: FileList | File[]) => {
    setProblem(null)
    for (const file of files) {
      setUploading((n) => n + 1)
      const result = await uploadPicture(slug, file)
      setUploading((n) => n - 1)
      if (typeof result === 'string') setProblem(`${file.name}: ${result}`)
      else onChange((now) => (now.some(({ key }) => key === result.key) ? now : [...now, { ...result, alt: '' }]))
    }
  }
  return (
    <Card
      title="Pictures"
      action={
        <Button onClick={() => input.current?.click()} disabled={uploading > 0}>
          {uploading > 0 ? 'Uploading…' : 'Add pictures'}
        </Button>
      }
    >
      <input
        ref={input}
        type="file"
        accept={PICTURE_TYPES}
        multiple
        hidden
        aria-label="Add pictures"
        onChange={(event) => {
          const { files } = event.target
          if (files) void add([...files])
          event.target.value = ''
        }}
      />
      {problem ? (
        <div className="mb-3">
          <Notice tone="critical">{problem}</Notice>
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a shortcut for the button above */}
      <div
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          if (event.dataTransfer.files.length === 0) return
          event.preventDefault()
          void add([...event.dataTransfer.files])
        }}
      >
        {images.length > 0 ? (
          <PictureGrid slug={slug} images={images} onChange={onChange} />
        ) : (
          <button
            type="button"
            onClick={() => input.current?.click()}
            className="flex w-full flex-col items-center gap-2 rounded-md border border-control/60 border-dashed px-4 py-10 text-muted transition-colors duration-150 hover:border-control hover:bg-hover"
          >
            <ImagePlus aria-hidden size={24} strokeWidth={1.5} />
            <span>Drop pictures here, or choose them. PNG, JPEG, WebP or GIF.</span>
          </button>
        )}
      </div>
    </Card>
  )
}

function PictureGrid({ slug, images, onChange }: Props) {
  const move = (from: number, to: number) =>
    onChange((now) => {
      const next = [...now]
      next.splice(to, 0, ...next.splice(from, 1))
      return next
    })
  const [dragged, setDragged] = useState<number | null>(null)
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-4">
      {images.map((image, index) => (
        <li
          key={image.key}
          draggable
          onDragStart={() => setDragged(index)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => dragged !== null && event.preventDefault()}
          onDrop={() => dragged !== null && dragged !== index && move(dragged, index)}
          className="min-w-0"
        >
          <div className="relative aspect-[4/5] cursor-grab overflow-hidden rounded-md border border-line bg-hover">
            {/* biome-ignore lint/performance/noImgElement: stored in fitting sizes already; an optimiser would only add work */}
            <img
              src={deskImage(slug, image.key, 320) ?? ''}
              alt={image.alt}
              className="size-full object-cover"
              draggable={false}
            />
            <div className="absolute inset-x-1 bottom-1 flex justify-between rounded-sm bg-raised/95">
              <IconButton label="Move earlier" disabled={index === 0} onClick={() => move(index, index - 1)}>
                <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
              </IconButton>
              <IconButton
                label="Remove picture"
                onClick={() => onChange((now) => now.filter((each) => each.key !== image.key))}
              >
                <Trash2 aria-hidden size={16} strokeWidth={1.75} />
              </IconButton>
              <IconButton
                label="Move later"
                disabled={index === images.length - 1}
                onClick={() => move(index, index + 1)}
              >
                <ArrowRight aria-hidden size={16} strokeWidth={1.75} />
              </IconButton>
            </div>
          </div>
          <input
            aria-label={`What picture ${index + 1} shows`}
            placeholder="What it shows"
            value={image.alt}
            maxLength={500}
            onChange={(event) =>
              onChange((now) =>
                now.map((each) => (each.key === image.key ? { ...each, alt: event.target.value } : each)),
              )
            }
            className={`${controlLook} mt-1.5 h-8 px-2 text-13`}
          />
        </li>
      ))}
    </ul>
  )
}
