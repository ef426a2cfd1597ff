'use client'
/** Price and stock: fields for a product that comes in one form, a table for one with options. */
import { ChevronDown } from 'lucide-react'
import { Fragment, useState } from 'react'
import { IconButton } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Checkbox, TextField } from '@/app/_ui/field'
import { Table, Td, Th } from '@/app/_ui/table'
import type { FieldErrors } from '@/lib/errors'
import type { FormVariant, ProductForm } from './form'

interface Props {
  form: ProductForm
  currency: string
  errors: FieldErrors
  onChange: (variants: FormVariant[]) => void
}

interface RowProps {
  variant: FormVariant
  errors: FieldErrors
  /** `variants.0` */
  path: string
  patch: (part: Partial<FormVariant>) => void
}

export function VariantsCard({ form, currency, errors, onChange }: Props) {
  const patchAt = (index: number) => (part: Partial<FormVariant>) =>
    onChange(form.variants.map((variant, i) => (i === index ? { ...variant, ...part } : variant)))
  const [single] = form.variants
  const isSingle = form.variants.length === 1 && single !== undefined && single.values.length === 0
  if (isSingle) {
    return <SingleVariant variant={single} errors={errors} path="variants.0" patch={patchAt(0)} currency={currency} />
  }
  return (
    <Card
      flush
      title={
        <>
          Variants <span className="ml-1 font-normal text-muted tabular">{form.variants.length}</span>
        </>
      }
    >
      <Table className="min-w-[44rem]">
        <thead>
          <tr>
            <Th>Variant</Th>
            <Th>Price ({currency})</Th>
            <Th>Before</Th>
            <Th>SKU</Th>
            <Th>Stock</Th>
            <Th>
              <span className="sr-only">More</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {form.variants.map((variant, index) => (
            <VariantRow
              key={variant.values.join('\u0000')}
              variant={variant}
              errors={errors}
              path={`variants.${index}`}
              patch={patchAt(index)}
            />
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function VariantRow({ variant, errors, path, patch }: RowProps) {
  const [open, setOpen] = useState(false)
  const name = variant.values.join(' / ')
  const text = (key: 'price' | 'compareAt' | 'sku' | 'stock', label: string, field = key as string) => (
    <TextField
      quiet
      label={`${label} of ${name}`}
      value={variant[key]}
      inputMode={key === 'sku' ? 'text' : 'decimal'}
      error={errors[`${path}.${field}`]}
      onChange={(event) => patch({ [key]: event.target.value })}
      className={key === 'sku' ? undefined : 'tabular text-right'}
    />
  )
  return (
    <Fragment>
      <tr className="border-line border-t align-top">
        <Td className="font-medium">
          <span className="flex min-h-9 items-center">{name}</span>
        </Td>
        <Td className="w-28">{text('price', 'Price')}</Td>
        <Td className="w-28">{text('compareAt', 'Price before')}</Td>
        <Td className="w-40">{text('sku', 'SKU')}</Td>
        <Td className="w-24">
          {variant.tracked ? (
            text('stock', 'Stock', 'stock.wanted')
          ) : (
            <span className="flex h-9 items-center whitespace-nowrap text-muted">Not counted</span>
          )}
        </Td>
        <Td className="w-10">
          <IconButton label={`More about ${name}`} aria-expanded={open} onClick={() => setOpen(!open)}>
            <ChevronDown
              aria-hidden
              size={16}
              className={open ? 'rotate-180 transition-transform duration-150' : 'transition-transform duration-150'}
            />
          </IconButton>
        </Td>
      </tr>
      {open ? (
        <tr>
          <Td colSpan={6} className="pt-1 pb-4">
            <Handling variant={variant} errors={errors} path={path} patch={patch} />
          </Td>
        </tr>
      ) : null}
    </Fragment>
  )
}

function SingleVariant({ variant, errors, path, patch, currency }: RowProps & { currency: string }) {
  return (
    <Card title="Price and stock" className="[&>div]:space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Price"
          inputMode="decimal"
          suffix={currency}
          placeholder="0.00"
          value={variant.price}
          error={errors[`${path}.price`]}
          onChange={(event) => patch({ price: event.target.value })}
        />
        <TextField
          label="Price before, if it is reduced"
          inputMode="decimal"
          suffix={currency}
          value={variant.compareAt}
          error={errors[`${path}.compareAt`]}
          onChange={(event) => patch({ compareAt: event.target.value })}
        />
        <TextField
          label="SKU"
          value={variant.sku}
          maxLength={100}
          error={errors[`${path}.sku`]}
          onChange={(event) => patch({ sku: event.target.value })}
        />
        <TextField
          label="Stock"
          inputMode="numeric"
          disabled={!variant.tracked}
          value={variant.tracked ? variant.stock : ''}
          placeholder={variant.tracked ? undefined : 'Not counted'}
          error={errors[`${path}.stock.wanted`]}
          onChange={(event) => patch({ stock: event.target.value })}
        />
      </div>
      <Handling variant={variant} errors={errors} path={path} patch={patch} />
    </Card>
  )
}

function Handling({ variant, errors, path, patch }: RowProps) {
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      <div className="space-y-2.5">
        <Checkbox
          label="Count stock"
          checked={variant.tracked}
          onChange={(event) => patch({ tracked: event.target.checked })}
        />
        <Checkbox
          label="Keep selling at zero"
          checked={variant.policy === 'continue'}
          disabled={!variant.tracked}
          onChange={(event) => patch({ policy: event.target.checked ? 'continue' : 'deny' })}
        />
        <Checkbox
          label="Charge tax"
          checked={variant.taxable}
          onChange={(event) => patch({ taxable: event.target.checked })}
        />
        <Checkbox
          label="Has to be shipped"
          checked={variant.requiresShipping}
          onChange={(event) => patch({ requiresShipping: event.target.checked })}
        />
      </div>
      {variant.requiresShipping ? (
        <TextField
          label="Weight"
          suffix="g"
          inputMode="numeric"
          value={variant.grams}
          error={errors[`${path}.grams`]}
          onChange={(event) => patch({ grams: event.target.value })}
        />
      ) : null}
    </div>
  )
}
