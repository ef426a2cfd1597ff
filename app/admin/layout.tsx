/** Root layout of the desk. Every page below is made for one person and one store: never cached, never indexed. */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Toaster } from 'sonner'
import { DeskDocument } from '@/app/_ui/document'

export const metadata: Metadata = {
  title: { default: 'Desk', template: '%s' },
  icons: { icon: '/assets/stoa.svg' },
  robots: { index: false, follow: false },
}
export const dynamic = 'force-dynamic'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <DeskDocument>
      {children}
      <Toaster
        position="bottom-center"
        theme="system"
        offset={80}
        toastOptions={{ style: { fontFamily: 'inherit' } }}
      />
    </DeskDocument>
  )
}
