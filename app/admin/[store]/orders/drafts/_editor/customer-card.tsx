'use client'
/** For whom the draft is, and what the team should know about it. */
import { Card } from '@/app/_ui/card'
import { TextArea, TextField } from '@/app/_ui/field'
import type { Part } from './draft-form'

export function CustomerCard({ form, change, errors, disabled }: Part) {
  return (
    <Card title="Customer" className="[&>div]:space-y-4">
      <TextField
        label="E-mail"
        type="email"
        value={form.email}
        maxLength={254}
        disabled={disabled}
        error={errors?.email}
        hint="The invoice goes there."
        onChange={(event) => change({ email: event.target.value })}
      />
      <TextField
        label="Name"
        value={form.customerName}
        maxLength={120}
        disabled={disabled}
        error={errors?.customerName}
        onChange={(event) => change({ customerName: event.target.value })}
      />
      <TextArea
        label="Note"
        rows={3}
        value={form.note}
        maxLength={5_000}
        disabled={disabled}
        error={errors?.note}
        hint="For your team; it becomes the order’s note."
        onChange={(event) => change({ note: event.target.value })}
      />
    </Card>
  )
}
