/** A page or policy: title and text in one column of reading width. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { contentPage } from '@/app/_cache/storefront'
import type { PageKind } from '@/lib/catalog/types'
import { handleOf, storeIdOf } from './params'
import { plainText, RichText } from './rich-text'

interface Params {
  store: string
  handle: string
}

const DESCRIPTION_LENGTH = 160

export async function ContentArticle({ params, kind }: { params: Params; kind: PageKind }) {
  const page = await contentPage(storeIdOf(params), kind, handleOf(params.handle))
  if (!page) notFound()
  return (
    <article className="wrap grid gap-6 pt-8 md:grid-cols-[4fr_8fr] md:gap-12 md:pt-16">
      <h1 className="display text-31 md:text-39">{page.title}</h1>
      <RichText html={page.bodyHtml} />
    </article>
  )
}

export async function contentMetadata(params: Params, kind: PageKind): Promise<Metadata> {
  const page = await contentPage(storeIdOf(params), kind, handleOf(params.handle))
  if (!page) return {}
  const folder = kind === 'page' ? 'pages' : 'policies'
  return {
    title: page.title,
    description: plainText(page.bodyHtml).slice(0, DESCRIPTION_LENGTH),
    alternates: { canonical: `/${folder}/${page.handle}` },
  }
}
