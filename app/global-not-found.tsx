/** An address that no route answers, on the platform's host or below a store. Knows nothing of either, so it names neither. */
import type { Metadata } from 'next'
import './_ui/tokens.css'

export const metadata: Metadata = { title: 'Page not found', robots: { index: false } }

export default function GlobalNotFound() {
  return (
    <html lang="en">
      <body className="grid min-h-screen place-content-center p-6">
        <main className="grid max-w-[36ch] gap-2">
          <h1 className="text-25 font-semibold">Page not found</h1>
          <p className="text-muted">
            There is nothing at this address. It may have moved, or the link was not quite right.
          </p>
          <p>
            <a className="underline underline-offset-4" href="/">
              Go to the home page
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
