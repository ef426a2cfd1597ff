'use client'
/** A page that failed: say so, and offer to try again. The cause is in the server's log under the digest. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="wrap flex flex-col items-start gap-6 pt-16 md:pt-28">
      <h1 className="display text-31 md:text-49">This page did not load.</h1>
      <p className="max-w-[48ch] text-muted">
        Something went wrong on our side. Nothing in your cart was lost. Try again in a moment.
      </p>
      <div className="flex flex-wrap items-center gap-5">
        <button type="button" onClick={reset} className="button button-accent">
          Try again
        </button>
        <a href="/" className="link">
          Front page
        </a>
      </div>
      {error.digest && <p className="text-12 text-muted">Reference {error.digest}</p>}
    </div>
  )
}
