/** Root layout of the platform's own pages: landing, sign-up, login, choosing a store. */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { DeskDocument } from '@/app/_ui/document'

export const metadata: Metadata = {
  title: { default: 'Stoa: an open-source shop platform', template: '%s · Stoa' },
  description:
    'Open a shop on software you can read: one Next.js application, PostgreSQL, and a checkout that counts once.',
  icons: { icon: '/assets/stoa.svg' },
}

/** Who is logged in and which demo stores exist is asked at each request; the build knows no database. */
export const dynamic = 'force-dynamic'

export default function PlatformLayout({ children }: { children: ReactNode }) {
  return <DeskDocument>{children}</DeskDocument>
}
