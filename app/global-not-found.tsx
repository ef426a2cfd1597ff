/** An address that no route answers, on the platform's host or below a store. Knows nothing of either, so it names neither. */
import type { Metadata } from 'next'
import './_ui/tokens.css'
import { NothingHere } from './_ui/nothing-here'

export const metadata: Metadata = { title: 'Page not found', robots: { index: false } }

export default function GlobalNotFound() {
  return (
    <html lang="en">
      <body className="grid min-h-screen place-content-center p-6">
        <NothingHere />
      </body>
    </html>
  )
}
