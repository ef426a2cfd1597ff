/** A checkout that is not this store's. */
export default function NotFound() {
  return (
    <main className="wrap flex flex-col items-start gap-6 py-20">
      <h1 className="display text-31">This page is not here.</h1>
      <a href="/" className="link">
        Back to the shop
      </a>
    </main>
  )
}
