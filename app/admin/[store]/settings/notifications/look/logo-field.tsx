'use client'
/** The picture that stands in the mails in place of the store's name. Uploaded at once, used when the form is saved. */
import { useRef, useState } from 'react'
import { Button } from '@/app/_ui/button'
import { deskImage } from '@/app/admin/_ui/addresses'
import { PICTURE_TYPES, uploadPicture } from '@/app/admin/_ui/upload-picture'

interface Props {
  slug: string
  logoKey: string
  disabled: boolean
  onChange: (key: string) => void
}

export function LogoField({ slug, logoKey, disabled, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const take = async (file: File) => {
    setBusy(true)
    const result = await uploadPicture(slug, file)
    setBusy(false)
    setProblem(typeof result === 'string' ? result : null)
    if (typeof result !== 'string') onChange(result.key)
  }
  const address = deskImage(slug, logoKey || null, 640)
  return (
    <div>
      <p className="mb-1.5 font-medium text-13">Logo</p>
      <div className="flex flex-wrap items-center gap-2">
        {address ? (
          // biome-ignore lint/performance/noImgElement: stored in fitting sizes already
          <img
            src={address}
            alt="The logo"
            className="h-11 w-auto max-w-52 rounded-md border border-line object-contain p-1"
          />
        ) : null}
        <Button disabled={disabled || busy} onClick={() => input.current?.click()}>
          {busy ? 'Uploading…' : address ? 'Replace' : 'Choose a picture'}
        </Button>
        {address ? (
          <Button tone="plain" disabled={disabled} onClick={() => onChange('')}>
            Remove
          </Button>
        ) : null}
      </div>
      <p className={`mt-1.5 text-13 ${problem ? 'text-critical' : 'text-muted'}`} role={problem ? 'alert' : undefined}>
        {problem ?? 'In place of the store’s name. PNG, JPEG, WebP or GIF, wider than high.'}
      </p>
      <input
        ref={input}
        type="file"
        accept={PICTURE_TYPES}
        hidden
        aria-label="Choose a logo"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void take(file)
          event.target.value = ''
        }}
      />
    </div>
  )
}
