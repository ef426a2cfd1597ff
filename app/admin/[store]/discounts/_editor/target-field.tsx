'use client'
/** What a discount is for: everything, or collections, products or variants that are chosen. */
import { X } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '@/app/_ui/button'
import { Checkbox, Select } from '@/app/_ui/field'
import type { NamedTarget } from '@/lib/catalog/picker'
import type { DiscountInput } from '@/lib/discounts/inputs'
import { type PickedVariant, ProductPicker } from '../../_picker/product-picker'

type Target = DiscountInput['appliesTo']

/** What can be chosen, and what that which is chosen already is called. */
export interface Targets {
  slug: string
  collections: NamedTarget[]
  names: { products: NamedTarget[]; variants: NamedTarget[] }
}

interface Props extends Targets {
  legend: string
  currency: string
  target: Target
  disabled: boolean
  error: string | undefined
  onChange: (target: Target) => void
}

const SCOPES = [
  { scope: 'all', label: 'All products' },
  { scope: 'collections', label: 'Some collections' },
  { scope: 'products', label: 'Some products' },
  { scope: 'variants', label: 'Some variants' },
] as const

export function TargetField({ legend, target, collections, disabled, error, onChange, ...picking }: Props) {
  return (
    <fieldset className="space-y-2">
      <Select
        label={legend}
        value={target.scope}
        disabled={disabled}
        error={error}
        onChange={(event) =>
          onChange({ scope: SCOPES.find(({ scope }) => scope === event.target.value)?.scope ?? 'all', ids: [] })
        }
      >
        {SCOPES.map(({ scope, label }) => (
          <option key={scope} value={scope}>
            {label}
          </option>
        ))}
      </Select>
      {target.scope === 'collections' ? (
        <Collections collections={collections} target={target} disabled={disabled} onChange={onChange} />
      ) : null}
      {target.scope === 'products' || target.scope === 'variants' ? (
        <Picked
          key={target.scope}
          of={target.scope}
          target={target}
          disabled={disabled}
          onChange={onChange}
          {...picking}
        />
      ) : null}
    </fieldset>
  )
}

function Collections({
  collections,
  target,
  disabled,
  onChange,
}: Pick<Props, 'collections' | 'target' | 'disabled' | 'onChange'>) {
  const toggle = (id: number, chosen: boolean) =>
    onChange({ ...target, ids: chosen ? [...target.ids, id] : target.ids.filter((each) => each !== id) })
  return (
    <div className="grid max-h-56 gap-2 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
      {collections.map(({ id, title }) => (
        <Checkbox
          key={id}
          label={title}
          checked={target.ids.includes(id)}
          disabled={disabled}
          onChange={(event) => toggle(id, event.target.checked)}
        />
      ))}
    </div>
  )
}

interface PickedProps extends Pick<Props, 'slug' | 'currency' | 'names' | 'target' | 'disabled' | 'onChange'> {
  of: 'products' | 'variants'
}

function Picked({ of, slug, currency, names, target, disabled, onChange }: PickedProps) {
  const [known, setKnown] = useState(() => new Map(names[of].map(({ id, title }) => [id, title])))
  const add = (picked: PickedVariant[]) => {
    const more = picked.map((each) => named(of, each))
    setKnown(new Map([...known, ...more.map(({ id, title }) => [id, title] as const)]))
    onChange({ ...target, ids: [...target.ids, ...more.map(({ id }) => id)] })
  }
  return (
    <div className="space-y-2">
      {target.ids.length > 0 ? (
        <ul className="divide-y divide-line rounded-md border border-line">
          {target.ids.map((id) => (
            <li key={id} className="flex items-center gap-2 py-1 pr-1 pl-3">
              <span className="min-w-0 flex-1 truncate">{known.get(id) ?? 'No longer there'}</span>
              <IconButton
                label={`Remove ${known.get(id) ?? 'what is no longer there'}`}
                disabled={disabled}
                onClick={() => onChange({ ...target, ids: target.ids.filter((each) => each !== id) })}
              >
                <X aria-hidden size={16} strokeWidth={1.75} />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      <ProductPicker
        slug={slug}
        currency={currency}
        label={of === 'products' ? 'Choose products' : 'Choose variants'}
        disabled={disabled}
        of={of}
        chosen={target.ids}
        onPick={add}
      />
    </div>
  )
}

function named(of: 'products' | 'variants', { product, variant }: PickedVariant): NamedTarget {
  if (of === 'products') return { id: product.id, title: product.title }
  const title = variant.title === 'Default Title' ? product.title : `${product.title}, ${variant.title}`
  return { id: variant.id, title }
}
