/** Every address that is no page of the shop: 404 in its own look. Rendered on request, so that made-up paths fill no cache. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Not found' }

export default function UnknownPage() {
  notFound()
}
