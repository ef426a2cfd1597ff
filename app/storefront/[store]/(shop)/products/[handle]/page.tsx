/**
 * A product. The page is cached and the same for everyone; what changes by the minute (stock) and by the address
 * (`?variant=`) is the buy box's own business in the browser.
 */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { contentPage, productWithRelated, storeProfile } from '@/app/_cache/storefront'
import { handleOf, storeIdOf } from '@/app/storefront/_ui/params'
import { BuyBox } from '@/app/storefront/_ui/product/buy-box'
import { Disclosures } from '@/app/storefront/_ui/product/disclosures'
import { Gallery } from '@/app/storefront/_ui/product/gallery'
import { JsonLd } from '@/app/storefront/_ui/product/json-ld'
import { ScriptlessForm } from '@/app/storefront/_ui/product/scriptless-form'
import { ProductGrid } from '@/app/storefront/_ui/product-grid'
import { plainText, RichText } from '@/app/storefront/_ui/rich-text'
import { SectionHead } from '@/app/storefront/_ui/section-head'

export const dynamic = 'force-static'
export const revalidate = 300
export function generateStaticParams() {
  return []
}

interface Props {
  params: Promise<{ store: string; handle: string }>
}

const DESCRIPTION_LENGTH = 200

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, handle } = await params
  const found = await productWithRelated(storeIdOf({ store }), handleOf(handle))
  if (!found) return {}
  const { product } = found
  const description = product.seoDescription || plainText(product.descriptionHtml).slice(0, DESCRIPTION_LENGTH)
  const image = product.images[0]
  const path = `/products/${product.handle}`
  return {
    title: product.title,
    description,
    alternates: { canonical: path },
    openGraph: {
      title: product.title,
      description,
      url: path,
      images: image && [{ url: `/media/${image.key}/1440.webp`, alt: image.alt }],
    },
  }
}

export default async function ProductPage({ params }: Props) {
  const { store, handle } = await params
  const storeId = storeIdOf({ store })
  const [profile, found, shipping, returns] = await Promise.all([
    storeProfile(storeId),
    productWithRelated(storeId, handleOf(handle)),
    contentPage(storeId, 'policy', 'shipping-policy'),
    contentPage(storeId, 'policy', 'refund-policy'),
  ])
  if (!found) notFound()
  const { product, related } = found
  const { currency, locale } = profile
  const policies = [shipping, returns].filter((page) => page !== null)
  return (
    <>
      <JsonLd profile={profile} product={product} />
      <div className="grid gap-x-12 lg:mx-auto lg:max-w-[1520px] lg:grid-cols-[minmax(0,6fr)_minmax(22rem,4fr)] lg:px-(--gutter) lg:pt-8 xl:gap-x-20">
        <Gallery images={product.images} title={product.title} />
        <div className="px-(--gutter) pt-5 lg:px-0 lg:pt-0">
          <div className="lg:sticky lg:top-[calc(var(--head)+2rem)] lg:pb-4">
            {product.vendor && <p className="text-14 text-muted">{product.vendor}</p>}
            <h1 className="display mt-0.5 text-25 lg:mt-1 lg:text-39">{product.title}</h1>
            <BuyBox
              product={product}
              currency={currency}
              locale={locale}
              taxNote={profile.taxInclusive ? 'Tax included' : 'Plus tax where it applies'}
            />
            <noscript>
              <ScriptlessForm product={product} currency={currency} locale={locale} />
            </noscript>
            <RichText html={product.descriptionHtml} className="mt-8 text-16 lg:mt-10" />
            <Disclosures pages={policies} />
          </div>
        </div>
      </div>
      {related.length > 0 && (
        <section aria-labelledby="related" className="wrap mt-20 md:mt-32">
          <SectionHead id="related" title="Beside it on the shelf" />
          <ProductGrid products={related} currency={currency} locale={locale} />
        </section>
      )}
    </>
  )
}
