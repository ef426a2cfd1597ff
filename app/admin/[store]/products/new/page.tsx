/** Adding a product. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { ProductEditor } from '../_editor/editor'
import { emptyForm } from '../_editor/form'

export const metadata: Metadata = { title: 'Add product' }

export default async function NewProductPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, store } = await requireMembership((await params).store, 'products.write')
  return (
    <ProductEditor
      slug={slug}
      currency={store.currency}
      origin={storeOrigin(store)}
      initial={emptyForm()}
      heading="Add product"
    />
  )
}
