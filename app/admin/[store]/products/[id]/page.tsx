/** Editing a product. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { readStore } from '@/db/store'
import { sanitizeDescription } from '@/lib/catalog/description'
import { getProduct } from '@/lib/catalog/queries'
import type { ProductView } from '@/lib/catalog/types'
import { DomainError } from '@/lib/errors'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { ProductEditor } from '../_editor/editor'
import { formOf } from '../_editor/form'

type Props = { params: Promise<{ store: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, id } = await params
  const { storeId } = await requireMembership(store, 'products.read')
  return { title: (await load(storeId, id)).title }
}

export default async function ProductPage({ params }: Props) {
  const { store: slug, id } = await params
  const { storeId, store } = await requireMembership(slug, 'products.read')
  const product = await load(storeId, id)
  const clean = { ...product, descriptionHtml: sanitizeDescription(product.descriptionHtml) }
  return (
    <ProductEditor
      key={`${product.id}-${product.version}`}
      slug={slug}
      currency={store.currency}
      origin={storeOrigin(store)}
      initial={formOf(clean, store.currency)}
      heading={product.title}
    />
  )
}

async function load(storeId: number, id: string): Promise<ProductView> {
  if (!/^\d{1,15}$/.test(id)) notFound()
  try {
    return await readStore(storeId, (tx) => getProduct(tx, Number(id)))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
