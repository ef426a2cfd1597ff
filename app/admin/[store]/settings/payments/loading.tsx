/** The shape of the payments room while it is read. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto max-w-3xl animate-pulse motion-reduce:animate-none">
      <div className="mb-5 h-7 w-40 rounded-sm bg-hover" />
      <div className="space-y-4">
        <div className="h-44 rounded-lg border border-line bg-raised" />
        <div className="h-28 rounded-lg border border-line bg-raised" />
        <div className="h-48 rounded-lg border border-line bg-raised" />
      </div>
    </div>
  )
}
