'use client'
/** Status, how the product is sorted, and what search engines and addresses show. */
import { Card } from '@/app/_ui/card'
import { Select, TextArea, TextField } from '@/app/_ui/field'
import { handleOf } from '@/lib/catalog/handles'
import type { FieldErrors } from '@/lib/errors'
import type { ProductForm } from './form'

interface Props {
  form: ProductForm
  errors: FieldErrors
  patch: (part: Partial<ProductForm>) => void
}

const STATUS_WORDS = {
  active: 'Shoppers can find and buy it.',
  draft: 'Only your team sees it.',
  archived: 'Put away: not sold, kept for the record.',
} as const

export function StatusCard({ form, patch }: Omit<Props, 'errors'>) {
  return (
    <Card>
      <Select
        label="Status"
        value={form.status}
        hint={STATUS_WORDS[form.status]}
        onChange={(event) => patch({ status: event.target.value as ProductForm['status'] })}
      >
        <option value="active">Active</option>
        <option value="draft">Draft</option>
        <option value="archived">Archived</option>
      </Select>
    </Card>
  )
}

export function OrganisationCard({ form, errors, patch }: Props) {
  return (
    <Card title="Sorting" className="[&>div]:space-y-4">
      <TextField
        label="Type"
        placeholder="Mug"
        value={form.productType}
        error={errors.productType}
        onChange={(event) => patch({ productType: event.target.value })}
      />
      <TextField
        label="Vendor"
        placeholder="Maker, author or brand"
        value={form.vendor}
        error={errors.vendor}
        onChange={(event) => patch({ vendor: event.target.value })}
      />
      <TextField
        label="Tags"
        placeholder="blue, stoneware"
        value={form.tags}
        error={errors.tags}
        hint="Separated by commas."
        onChange={(event) => patch({ tags: event.target.value })}
      />
    </Card>
  )
}

export function SearchCard({ form, origin, errors, patch }: Props & { origin: string }) {
  const handle = handleOf(form.handle || form.title)
  return (
    <Card title="In search results" className="[&>div]:space-y-4">
      <div className="rounded-md bg-hover px-3 py-2.5">
        <p className="truncate text-13 text-muted">
          {origin}/products/<span className="text-text">{handle || '…'}</span>
        </p>
        <p className="mt-0.5 truncate font-medium text-16 text-accent">{form.title || 'Title of the product'}</p>
        <p className="line-clamp-2 text-13 text-muted">{form.seoDescription || 'A sentence or two about it.'}</p>
      </div>
      <TextField
        label="Address"
        value={form.handle}
        maxLength={120}
        placeholder={handle}
        error={errors.handle}
        hint={
          form.id === null
            ? 'Made from the title when you leave it empty.'
            : 'Changing it breaks links that others made to this page.'
        }
        onChange={(event) => patch({ handle: event.target.value })}
      />
      <TextArea
        label="Summary"
        rows={3}
        maxLength={320}
        value={form.seoDescription}
        error={errors.seoDescription}
        hint={`${form.seoDescription.length} of 320 characters`}
        onChange={(event) => patch({ seoDescription: event.target.value })}
      />
    </Card>
  )
}
