/** How long ago, in the largest unit that says enough. Pure. */
import { DAY, HOUR, MINUTE } from '@/lib/clock'

export function ageOf(since: Date, at: Date): string {
  const ms = Math.max(0, at.getTime() - since.getTime())
  if (ms < MINUTE) return 'under a minute'
  if (ms < HOUR) return counted(Math.floor(ms / MINUTE), 'minute')
  if (ms < 2 * DAY) return counted(Math.floor(ms / HOUR), 'hour')
  return counted(Math.floor(ms / DAY), 'day')
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
