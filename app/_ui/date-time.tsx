/** A moment, the same for everyone who reads it: UTC, with the exact time in the tooltip. */
const DAY_MONTH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const WITH_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

export function DateTime({ iso, withTime = true }: { iso: string; withTime?: boolean }) {
  const date = new Date(iso)
  const thisYear = date.getUTCFullYear() === new Date().getUTCFullYear()
  const day = (thisYear ? DAY_MONTH : WITH_YEAR).format(date)
  return (
    <time dateTime={iso} title={`${WITH_YEAR.format(date)}, ${TIME.format(date)} UTC`} className="whitespace-nowrap">
      {withTime ? `${day}, ${TIME.format(date)}` : day}
    </time>
  )
}
