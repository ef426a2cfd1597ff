'use client'
/** The number or address that three of the mails wait for. */
import { Card } from '@/app/_ui/card'
import { Select, TextField } from '@/app/_ui/field'
import type { MailInput } from '@/lib/notifications/inputs'
import type { MailKind } from '@/lib/notifications/kinds'

export interface TriggerForm {
  orderNotificationEmail: string
  lowStockThreshold: string
  abandonedCheckoutHours: string
}

const HOURS = [1, 4, 10, 24, 48, 72]

/** What the form says for this kind; nothing for a number that was never chosen. */
export function triggersOf(kind: MailKind, form: TriggerForm): Partial<MailInput> {
  if (kind === 'new-order') return { orderNotificationEmail: form.orderNotificationEmail }
  if (kind === 'low-stock' && form.lowStockThreshold !== '') {
    return { lowStockThreshold: Number(form.lowStockThreshold) }
  }
  if (kind === 'abandoned-checkout' && form.abandonedCheckoutHours !== '') {
    return { abandonedCheckoutHours: Number(form.abandonedCheckoutHours) }
  }
  return {}
}

interface Props {
  kind: MailKind
  form: TriggerForm
  errors: Partial<Record<string, string>>
  disabled: boolean
  onChange: (change: Partial<TriggerForm>) => void
}

export function TriggerCard({ kind, form, errors, disabled, onChange }: Props) {
  if (kind === 'new-order') {
    return (
      <Card title="Sent to">
        <TextField
          label="Address"
          type="email"
          className="max-w-md"
          value={form.orderNotificationEmail}
          disabled={disabled}
          error={errors.orderNotificationEmail}
          hint="Low stock is told to this address too."
          onChange={(event) => onChange({ orderNotificationEmail: event.target.value })}
        />
      </Card>
    )
  }
  if (kind === 'low-stock') {
    return (
      <Card title="Sent when">
        <TextField
          label="Units left, or fewer"
          inputMode="numeric"
          placeholder="3"
          className="max-w-32"
          value={form.lowStockThreshold}
          disabled={disabled}
          error={errors.lowStockThreshold}
          hint="Each variant is told once; again after it was restocked and fell anew."
          onChange={(event) => onChange({ lowStockThreshold: event.target.value.trim() })}
        />
      </Card>
    )
  }
  if (kind !== 'abandoned-checkout') return null
  const chosen = Number(form.abandonedCheckoutHours)
  const hours = [...new Set([...HOURS, ...(chosen > 0 ? [chosen] : [])])].sort((a, b) => a - b)
  return (
    <Card title="Sent">
      <div className="max-w-md">
        <Select
          label="After the shopper left"
          value={form.abandonedCheckoutHours}
          disabled={disabled}
          error={errors.abandonedCheckoutHours}
          hint="Once for each cart, at most once a week for each address, never to one who bought or said no."
          onChange={(event) => onChange({ abandonedCheckoutHours: event.target.value })}
        >
          {form.abandonedCheckoutHours === '' ? <option value="">Not chosen</option> : null}
          {hours.map((each) => (
            <option key={each} value={String(each)}>
              {each === 1 ? '1 hour' : `${each} hours`}
            </option>
          ))}
        </Select>
      </div>
    </Card>
  )
}
