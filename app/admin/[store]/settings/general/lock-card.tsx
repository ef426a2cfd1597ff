'use client'
/** A shop that is not open to everybody yet asks for one password. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Checkbox, TextArea, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { withoutReset } from '@/app/_ui/without-reset'
import { lockShop } from './life-actions'

interface Props {
  slug: string
  locked: boolean
  message: string
  readOnly: boolean
}

export function LockCard({ slug, locked, message, readOnly }: Props) {
  const [form, setForm] = useState({ locked, password: '', message })
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const changed = form.locked !== locked || form.password !== '' || form.message !== message
  const save = () =>
    start(async () => {
      const result = await lockShop(slug, { ...form, wasLocked: locked })
      setFailure(result.ok ? null : result)
      if (!result.ok) return
      setForm({ ...form, password: '' })
      toast.success(form.locked ? 'The shop asks for its password' : 'The shop is open to everybody')
    })
  return (
    <Card title="Password" className="[&>div]:space-y-4">
      {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
      <form {...withoutReset(save)} className="space-y-4" noValidate>
        <Checkbox
          label="Ask visitors for a password"
          hint="Nothing of the shop is shown before it is entered: no page, no product, no search engine."
          checked={form.locked}
          disabled={readOnly}
          onChange={(event) => setForm({ ...form, locked: event.target.checked })}
        />
        {form.locked ? (
          <>
            <TextField
              label={locked ? 'New password' : 'Shop password'}
              type="text"
              autoComplete="off"
              value={form.password}
              disabled={readOnly}
              error={failure?.fields?.password}
              hint={locked ? 'Leave empty to keep the present one. A new one asks everybody again.' : undefined}
              onChange={(event) => setForm({ ...form, password: event.target.value })}
            />
            <TextArea
              label="Message to visitors"
              rows={3}
              maxLength={500}
              value={form.message}
              disabled={readOnly}
              error={failure?.fields?.message}
              onChange={(event) => setForm({ ...form, message: event.target.value })}
            />
          </>
        ) : null}
        <Button type="submit" disabled={readOnly || pending || !changed}>
          {pending ? 'Saving…' : 'Save password'}
        </Button>
      </form>
    </Card>
  )
}
