/** The shape of what is coming: a head and a sheet of rows. */
export function LoadingList() {
  return (
    <div role="status" aria-label="Loading" className="animate-pulse motion-reduce:animate-none">
      <div className="mb-5 h-7 w-40 rounded-sm bg-hover" />
      <div className="rounded-lg border border-line bg-raised">
        <div className="h-14 border-line border-b" />
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
          <div key={row} className="flex h-14 items-center gap-4 border-line border-b px-5 last:border-0">
            <div className="size-8 rounded-sm bg-hover" />
            <div className="h-3.5 w-1/3 rounded-sm bg-hover" />
            <div className="ml-auto h-3.5 w-16 rounded-sm bg-hover" />
          </div>
        ))}
      </div>
    </div>
  )
}
