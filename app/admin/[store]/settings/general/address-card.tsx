'use client'
/** The store's subdomain, and moving to another one. */
import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { moveStore } from './life-actions'

interface Props {
  slug: string
  /** `.stoa.example`: what follows the address. */
  suffix: string
  redirectDays: number
  readOnly: boolean
}

export function AddressCard({ slug, suffix, redirectDays, readOnly }: Props) {
  const [wanted, setWanted] = useState(slug)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const move = () =>
    start(async () => {
      const result = await moveStore(slug, { slug: wanted })
      setProblem(result.ok ? null : (result.fields?.slug ?? result.message))
    })
  return (
    <Card title="Address" className="[&>div]:space-y-4">
      {readOnly ? <Notice>Only the owner can move the store.</Notice> : null}
      <form action={move} className="flex flex-wrap items-start gap-3" noValidate>
        <div className="min-w-64 flex-1">
          <TextField
            label="Subdomain"
            value={wanted}
            maxLength={63}
            disabled={readOnly}
            spellCheck={false}
            autoCapitalize="none"
            error={problem ?? undefined}
            hint={`${wanted.trim().toLowerCase() || slug}${suffix}`}
            onChange={(event) => {
              setWanted(event.target.value)
              setProblem(null)
            }}
          />
        </div>
        <Button
          type="submit"
          className="sm:mt-6"
          disabled={readOnly || pending || wanted.trim().toLowerCase() === slug}
        >
          {pending ? 'Moving…' : 'Move the store'}
        </Button>
      </form>
      <p className="text-13 text-muted">
        The old address leads to the new one for {redirectDays} days, and no other store can have it for a year.
      </p>
    </Card>
  )
}
