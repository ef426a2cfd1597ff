'use client'
/** The product editor: what one edits on the left, status and facts on the right, a bar below once something changed. */
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { ButtonAnchor } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import { StatusBadge } from '@/app/admin/_ui/product-status'
import { saveProduct } from '../actions'
import { DeleteProduct } from './delete-product'
import { DescriptionEditor } from './description-editor'
import { inputOf, type ProductForm } from './form'
import { OptionsCard } from './options-card'
import { Pictures } from './pictures'
import { OrganisationCard, SearchCard, StatusCard } from './side-cards'
import { VariantsCard } from './variants-card'

interface Props {
  slug: string
  currency: string
  origin: string
  initial: ProductForm
  heading: string
}

export function ProductEditor({ slug, currency, origin, initial, heading }: Props) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const router = useRouter()
  const patch = (part: Partial<ProductForm>) => setForm((before) => ({ ...before, ...part }))
  const errors = failure?.fields ?? {}
  const changed = JSON.stringify(form) !== JSON.stringify(initial)
  const save = () =>
    start(async () => {
      const result = await saveProduct(slug, inputOf(form))
      if (!result.ok) return setFailure(result)
      setFailure(null)
      toast.success(form.id === null ? 'Product added' : 'Product saved')
      if (form.id === null) router.replace(`/admin/${slug}/products/${result.data.id}`)
      else router.refresh()
    })
  return (
    <form {...withoutReset(save)} noValidate>
      <PageHeader
        back={{ label: 'Products', href: `/admin/${slug}/products` }}
        title={heading}
        badges={form.id === null ? null : <StatusBadge status={initial.status} />}
        actions={
          form.id !== null && initial.status === 'active' ? (
            <ButtonAnchor href={`${origin}/products/${initial.handle}`} target="_blank" rel="noreferrer">
              View in store
            </ButtonAnchor>
          ) : null
        }
      />
      {failure ? (
        <div className="mb-4">
          <Notice tone="critical">{summary(failure)}</Notice>
        </div>
      ) : null}
      {/* What is typed while it is being saved would not be in what was saved, and be gone afterwards. */}
      <fieldset
        disabled={pending}
        className="grid min-w-0 grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]"
      >
        <div className="min-w-0 space-y-4">
          <Card className="[&>div]:space-y-4">
            <TextField
              label="Title"
              value={form.title}
              maxLength={255}
              placeholder="Stoneware mug"
              error={errors.title}
              onChange={(event) => patch({ title: event.target.value })}
            />
            <DescriptionEditor
              initial={initial.descriptionHtml}
              error={errors.descriptionHtml}
              onChange={(descriptionHtml) => patch({ descriptionHtml })}
            />
          </Card>
          <Pictures
            slug={slug}
            images={form.images}
            onChange={(change) => setForm((now) => ({ ...now, images: change(now.images) }))}
          />
          <OptionsCard form={form} errors={errors} onChange={setForm} />
          <VariantsCard form={form} currency={currency} errors={errors} onChange={(variants) => patch({ variants })} />
          <SearchCard form={form} origin={origin} errors={errors} patch={patch} />
        </div>
        <div className="min-w-0 space-y-4">
          <StatusCard form={form} patch={patch} />
          <OrganisationCard form={form} errors={errors} patch={patch} />
          {form.id === null ? null : <DeleteProduct slug={slug} id={form.id} title={initial.title} />}
        </div>
      </fieldset>
      <SaveBar
        shown={changed}
        pending={pending}
        label={form.id === null ? 'Save product' : 'Save'}
        message={form.id === null ? 'This product is not saved yet' : 'Unsaved changes'}
        onDiscard={() => {
          setForm(initial)
          setFailure(null)
          router.refresh()
        }}
      />
    </form>
  )
}

/** The failure's sentence; the first field's where no field on the page shows it. */
function summary({ message, fields }: ActionFailure): string {
  const hidden = Object.entries(fields ?? {}).find(([name]) => !SHOWN.test(name))
  return hidden ? hidden[1] : message
}

const SHOWN =
  /^(title|descriptionHtml|seoDescription|vendor|productType|tags|handle|options\.\d+\.(name|values)|variants\.\d+\.(price|compareAt|sku|grams|stock\.wanted))$/
