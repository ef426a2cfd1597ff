/** Counters of this process alone, bounded: what is full forgets the windows that are over and then counts no new names. */
export class LocalCounter {
  private readonly counts = new Map<string, { count: number; until: number }>()

  constructor(private readonly limit: number) {}

  /** The number of calls under `name`, this one included, or null when there is no room to count it. Times in ms. */
  count(name: string, until: number, time: number): number | null {
    const known = this.counts.get(name)
    if (known) return ++known.count
    if (this.counts.size >= this.limit) this.forgetFinished(time)
    if (this.counts.size >= this.limit) return null
    this.counts.set(name, { count: 1, until })
    return 1
  }

  private forgetFinished(time: number): void {
    for (const [name, { until }] of this.counts) if (until <= time) this.counts.delete(name)
  }
}
