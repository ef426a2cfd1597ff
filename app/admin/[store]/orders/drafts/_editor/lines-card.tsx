'use client'
/** The products of a draft, each with its quantity and, where one was agreed, a price of its own. */
import { Trash2 } from 'lucide-react'
import { IconButton } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Thumbnail } from '@/app/_ui/thumbnail'
import { deskImage } from '@/app/admin/_ui/addresses'
import { toDecimalString } from '@/lib/money'
import { type PickedVariant, ProductPicker } from '../../../_picker/product-picker'
import type { Part } from './draft-form'
import type { FormLine } from './form'

export function LinesCard({
  form,
  change,
  errors,
  disabled,
  slug,
  currency,
}: Part & { slug: string; currency: string }) {
  const { lines } = form
  const set = (index: number, more: Partial<FormLine>) =>
    change({ lines: lines.map((line, n) => (n === index ? { ...line, ...more } : line)) })
  const add = (picked: PickedVariant[]) => change({ lines: [...lines, ...picked.map(lineOf)] })
  return (
    <Card
      title="Products"
      flush
      action={
        <ProductPicker
          slug={slug}
          currency={currency}
          label="Add products"
          disabled={disabled}
          of="variants"
          chosen={lines.map(({ variantId }) => variantId)}
          onPick={add}
        />
      }
    >
      {lines.length === 0 ? (
        <p className={`px-4 pt-1 pb-5 sm:px-5 ${errors?.lines ? 'text-critical' : 'text-muted'}`}>
          {errors?.lines ?? 'Nothing in it yet.'}
        </p>
      ) : (
        <ul className="mt-1 divide-y divide-line border-line border-t">
          {lines.map((line, index) => (
            <LineFields
              key={line.variantId}
              line={line}
              at={`lines.${index}`}
              errors={errors}
              disabled={disabled}
              slug={slug}
              currency={currency}
              onChange={(more) => set(index, more)}
              onRemove={() => change({ lines: lines.filter((_, n) => n !== index) })}
            />
          ))}
        </ul>
      )}
    </Card>
  )
}

interface LineProps extends Pick<Part, 'errors' | 'disabled'> {
  line: FormLine
  at: string
  slug: string
  currency: string
  onChange: (more: Partial<FormLine>) => void
  onRemove: () => void
}

function LineFields({ line, at, errors, disabled, slug, currency, onChange, onRemove }: LineProps) {
  const variant = line.variantTitle === 'Default Title' ? '' : line.variantTitle
  return (
    <li className="flex flex-wrap items-start gap-3 px-4 py-3 sm:flex-nowrap sm:px-5">
      <Thumbnail src={deskImage(slug, line.imageKey)} />
      <span className="min-w-0 flex-1 basis-40">
        <span className="block truncate font-medium">{line.title}</span>
        <span className="block truncate text-13 text-muted">
          {[variant, stockWords(line)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="flex items-start gap-2 max-sm:w-full max-sm:pl-13">
        <span className="w-32 max-sm:flex-1">
          <TextField
            quiet
            label={`Price of ${line.title}`}
            inputMode="decimal"
            value={line.price}
            placeholder={line.catalogMinor === null ? 'Catalog’s price' : toDecimalString(line.catalogMinor, currency)}
            suffix={currency}
            className="pr-12 text-right tabular"
            disabled={disabled}
            error={errors?.[`${at}.price`]}
            onChange={(event) => onChange({ price: event.target.value })}
          />
        </span>
        <span className="w-20">
          <TextField
            quiet
            label={`Quantity of ${line.title}`}
            inputMode="numeric"
            value={line.quantity}
            className="text-right tabular"
            disabled={disabled}
            error={errors?.[`${at}.quantity`]}
            onChange={(event) => onChange({ quantity: event.target.value })}
          />
        </span>
        <IconButton label={`Remove ${line.title}`} className="mt-0.5" disabled={disabled} onClick={onRemove}>
          <Trash2 aria-hidden size={16} strokeWidth={1.75} />
        </IconButton>
      </span>
    </li>
  )
}

function stockWords({ left, quantity }: FormLine): string {
  if (left === null) return ''
  if (left <= 0) return 'Sold out: it cannot be paid until there is stock'
  return Number(quantity) > left ? `Only ${left} left` : `${left} left`
}

function lineOf({ product, variant }: PickedVariant): FormLine {
  return {
    variantId: variant.id,
    quantity: '1',
    price: '',
    title: product.title,
    variantTitle: variant.title,
    imageKey: product.imageKey,
    catalogMinor: variant.priceMinor,
    left: variant.available,
  }
}
