/** A policy: refunds, privacy, terms, shipping. */
import type { Metadata } from 'next'
import { ContentArticle, contentMetadata } from '@/app/storefront/_ui/content-article'

export const dynamic = 'force-static'
export const revalidate = 300
export function generateStaticParams() {
  return []
}

interface Props {
  params: Promise<{ store: string; name: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, name } = await params
  return contentMetadata({ store, handle: name }, 'policy')
}

export default async function Page({ params }: Props) {
  const { store, name } = await params
  return <ContentArticle params={{ store, handle: name }} kind="policy" />
}
