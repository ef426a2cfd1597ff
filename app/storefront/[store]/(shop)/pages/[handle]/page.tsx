/** A page of the shop's own words: about, care, contact. */
import type { Metadata } from 'next'
import { ContentArticle, contentMetadata } from '@/app/storefront/_ui/content-article'

export const dynamic = 'force-static'
export const revalidate = 300
export function generateStaticParams() {
  return []
}

interface Props {
  params: Promise<{ store: string; handle: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, handle } = await params
  return contentMetadata({ store, handle: handle }, 'page')
}

export default async function Page({ params }: Props) {
  const { store, handle } = await params
  return <ContentArticle params={{ store, handle: handle }} kind="page" />
}
