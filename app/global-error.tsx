'use client'
/** The last answer, when a layout itself failed. The digest finds the log line; nothing else of the error is shown. */
import './_ui/tokens.css'

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-screen place-content-center p-6">
        <title>Something went wrong</title>
        <main className="grid max-w-[40ch] justify-items-start gap-2">
          <h1 className="text-25 font-semibold">Something went wrong</h1>
          <p className="text-muted">
            This page could not be shown. The fault is on our side; nothing you did was lost.
          </p>
          <button className="rounded-md border border-line px-4 py-2" onClick={reset} type="button">
            Try again
          </button>
          {error.digest ? <p className="text-13 text-muted">Reference {error.digest}</p> : null}
        </main>
      </body>
    </html>
  )
}
