/** The shape of the domains room: the shop's own address, then a sheet for each domain. */
export default function LoadingDomains() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto max-w-3xl animate-pulse motion-reduce:animate-none">
      <div className="mb-5 h-7 w-32 rounded-sm bg-hover" />
      <div className="space-y-4">
        <div className="h-32 rounded-lg border border-line bg-raised" />
        <div className="h-44 rounded-lg border border-line bg-raised" />
      </div>
    </div>
  )
}
