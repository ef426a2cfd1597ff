'use client'
/** Choosing products or variants by searching for them; what is chosen already is marked. */
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { controlLook } from '@/app/_ui/field'
import { Money } from '@/app/_ui/money'
import { Thumbnail } from '@/app/_ui/thumbnail'
import { deskImage } from '@/app/admin/_ui/addresses'
import type { PickProduct, PickVariant } from '@/lib/catalog/picker'
import { useProductSearch } from './use-product-search'

export interface PickedVariant {
  product: PickProduct
  variant: PickVariant
}

interface Props {
  slug: string
  currency: string
  label: string
  disabled?: boolean
  /** What can be ticked: each variant, or the product as a whole. */
  of: 'variants' | 'products'
  /** Ids of `of` that are chosen already. */
  chosen: readonly number[]
  onPick: (picked: PickedVariant[]) => void
}

export function ProductPicker(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button disabled={props.disabled}>{props.label}</Button>}
      title={props.of === 'variants' ? 'Add products' : 'Choose products'}
      width="lg"
    >
      <Picking {...props} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function Picking({ slug, currency, of, chosen, onPick, onDone }: Props & { onDone: () => void }) {
  const { q, setQ, products, problem, pending } = useProductSearch(slug)
  const [picked, setPicked] = useState<Map<number, PickedVariant>>(new Map())
  const toggle = (id: number, choice: PickedVariant) => {
    const next = new Map(picked)
    if (!next.delete(id)) next.set(id, choice)
    setPicked(next)
  }
  const state = (id: number) => ({ taken: chosen.includes(id), ticked: chosen.includes(id) || picked.has(id) })
  return (
    <div className="flex flex-col">
      <div className="relative mx-5 mt-4">
        <Search
          aria-hidden
          size={16}
          strokeWidth={1.75}
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 text-muted"
        />
        <input
          type="search"
          aria-label="Search products"
          placeholder="Title, vendor or SKU"
          maxLength={100}
          value={q}
          onChange={(event) => setQ(event.target.value)}
          className={`${controlLook} h-9 pl-8`}
        />
      </div>
      <ul
        aria-busy={pending}
        className="mt-3 h-80 divide-y divide-line overflow-y-auto border-line border-y aria-busy:opacity-60"
      >
        {products.map((product) => (
          <ProductRows
            key={product.id}
            slug={slug}
            currency={currency}
            of={of}
            product={product}
            state={state}
            onToggle={toggle}
          />
        ))}
        {products.length === 0 && !pending ? (
          <li className="p-5 text-muted">{problem ?? 'No product on sale matches. Try another word.'}</li>
        ) : null}
      </ul>
      <div className="flex justify-end gap-2 p-5">
        <Button onClick={onDone}>Cancel</Button>
        <Button
          tone="primary"
          disabled={picked.size === 0}
          onClick={() => {
            onPick([...picked.values()])
            onDone()
          }}
        >
          {picked.size === 0 ? 'Add' : `Add ${picked.size}`}
        </Button>
      </div>
    </div>
  )
}

interface RowsProps {
  slug: string
  currency: string
  of: Props['of']
  product: PickProduct
  state: (id: number) => { taken: boolean; ticked: boolean }
  onToggle: (id: number, choice: PickedVariant) => void
}

function ProductRows({ slug, currency, of, product, state, onToggle }: RowsProps) {
  const [first] = product.variants
  if (!first) return null
  const single = of === 'products' || product.variants.length === 1
  const id = of === 'products' ? product.id : first.id
  return (
    <li className="py-1">
      <span className="flex items-center gap-3 px-5 py-1.5">
        {single ? (
          <Tick label={product.title} {...state(id)} onChange={() => onToggle(id, { product, variant: first })} />
        ) : null}
        <Thumbnail src={deskImage(slug, product.imageKey)} size="sm" />
        <span className="min-w-0 flex-1 truncate font-medium">{product.title}</span>
        {single && of === 'variants' ? <Facts variant={first} currency={currency} /> : null}
      </span>
      {single
        ? null
        : product.variants.map((variant) => (
            <span key={variant.id} className="flex items-center gap-3 py-1.5 pr-5 pl-10">
              <Tick
                label={`${product.title}, ${variant.title}`}
                {...state(variant.id)}
                onChange={() => onToggle(variant.id, { product, variant })}
              />
              <span className="min-w-0 flex-1 truncate">{variant.title}</span>
              <Facts variant={variant} currency={currency} />
            </span>
          ))}
    </li>
  )
}

function Tick({
  label,
  taken,
  ticked,
  onChange,
}: {
  label: string
  taken: boolean
  ticked: boolean
  onChange: () => void
}) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={ticked}
      disabled={taken}
      onChange={onChange}
      className="size-4 shrink-0 accent-accent"
    />
  )
}

function Facts({ variant, currency }: { variant: PickVariant; currency: string }) {
  const { available } = variant
  return (
    <>
      <span className={available !== null && available <= 0 ? 'text-13 text-critical' : 'text-13 text-muted'}>
        {available === null ? '' : available <= 0 ? 'Sold out' : `${available} left`}
      </span>
      <span className="w-20 text-right">
        <Money minor={variant.priceMinor} currency={currency} />
      </span>
    </>
  )
}
