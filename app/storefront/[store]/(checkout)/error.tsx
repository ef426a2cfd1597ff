'use client'
/** The checkout did not load. Nothing can have been charged here: paying happens in an action with its own answers. */
export default function CheckoutError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="wrap flex flex-col items-start gap-6 py-20">
      <h1 className="display text-31">The checkout did not load.</h1>
      <p className="max-w-[48ch] text-muted">Your cart is as you left it. Try again in a moment.</p>
      <div className="flex flex-wrap items-center gap-5">
        <button type="button" onClick={reset} className="button button-accent">
          Try again
        </button>
        <a href="/cart" className="link">
          Back to the cart
        </a>
      </div>
      {error.digest && <p className="text-12 text-muted">Reference {error.digest}</p>}
    </main>
  )
}
