/** Times as Shopify writes them: the store's own clock with its offset, `2026-11-22T16:35:57-05:00`. */

const formats = new Map<string, Intl.DateTimeFormat>()
const MAX_FORMATS = 600

/** A writer of times for a time zone by its IANA name; UTC for a name that is none. Keeps null. */
export function timeWriter(timeZone: string) {
  const format = formatOf(timeZone)
  return <T extends Date | null>(date: T) =>
    (date === null ? null : write(format, date)) as T extends null ? null : string
}

function write(format: Intl.DateTimeFormat, date: Date): string {
  const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]))
  const offset = (parts.timeZoneName ?? '').replace('GMT', '') || '+00:00'
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}${offset}`
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = makeFormat(timeZone)
  if (formats.size < MAX_FORMATS) formats.set(timeZone, made)
  return made
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit'
  const options = {
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
    hourCycle: 'h23',
  } as const
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone, timeZoneName: 'longOffset' })
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC', timeZoneName: 'longOffset' })
  }
}
