/** Root layout of the operators' rooms: made for one person, never cached, never indexed. It guards nothing: app/_auth/operator.ts. */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Toaster } from 'sonner'
import { DeskDocument } from '@/app/_ui/document'

export const metadata: Metadata = {
  icons: { icon: '/assets/stoa.svg' },
  robots: { index: false, follow: false },
}
export const dynamic = 'force-dynamic'

export default function OperatorLayout({ children }: { children: ReactNode }) {
  return (
    <DeskDocument>
      {children}
      <Toaster position="bottom-center" theme="system" toastOptions={{ style: { fontFamily: 'inherit' } }} />
    </DeskDocument>
  )
}
