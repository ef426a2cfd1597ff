/** The shape of the plan room: the current plan above, the three plans below. */
export default function LoadingPlan() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto max-w-4xl animate-pulse motion-reduce:animate-none">
      <div className="mb-5 h-7 w-24 rounded-sm bg-hover" />
      <div className="space-y-4">
        <div className="h-72 rounded-lg border border-line bg-raised md:h-60" />
        <div className="grid gap-4 md:grid-cols-3">
          {['a', 'b', 'c'].map((plan) => (
            <div key={plan} className="h-80 rounded-lg border border-line bg-raised" />
          ))}
        </div>
      </div>
    </div>
  )
}
