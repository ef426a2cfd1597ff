/** An address that nothing answers, in the words of every host. Names neither the platform's rooms nor a store's. */
export function NothingHere() {
  return (
    <main className="grid max-w-[36ch] gap-2">
      <h1 className="font-semibold text-25">Page not found</h1>
      <p className="text-muted">
        There is nothing at this address. It may have moved, or the link was not quite right.
      </p>
      <p>
        <a className="underline underline-offset-4" href="/">
          Go to the home page
        </a>
      </p>
    </main>
  )
}
