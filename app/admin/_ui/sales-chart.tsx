/**
 * Fourteen days of sales as bars: one strong series, its highest day labelled directly, today in the accent. The same
 * numbers stand in a table for those who do not see the drawing. Boxes and not SVG, so that words keep their size.
 */
import clsx from 'clsx'
import { formatMoney } from '@/lib/money'
import type { DayOfSales } from '@/lib/orders/statistics'

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export function SalesChart({ days, currency }: { days: DayOfSales[]; currency: string }) {
  const most = Math.max(1, ...days.map((day) => day.salesMinor))
  const highest = days.findIndex((day) => day.salesMinor === most)
  const money = (minor: number) => formatMoney(minor, currency, 'en-US')
  return (
    <figure>
      <div aria-hidden="true">
        <div className="flex h-48 items-end gap-1 border-line border-b pt-7 sm:gap-2">
          {days.map((day, index) => (
            <Bar
              key={day.day}
              share={day.salesMinor / most}
              strong={index === days.length - 1}
              label={index === highest && day.salesMinor > 0 ? money(day.salesMinor) : null}
              edge={index < 2 ? 'start' : index > days.length - 3 ? 'end' : 'middle'}
              title={`${DAY.format(new Date(day.day))}: ${money(day.salesMinor)}, ${ordersWord(day.orders)}`}
            />
          ))}
        </div>
        <div className="mt-1.5 flex justify-between text-12 text-muted">
          <span>{DAY.format(new Date(days[0]?.day ?? 0))}</span>
          <span>{DAY.format(new Date(days[Math.floor(days.length / 2) - 1]?.day ?? 0))}</span>
          <span className="font-medium text-text">Today</span>
        </div>
      </div>
      <table className="sr-only">
        <caption>Sales by day</caption>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{DAY.format(new Date(day.day))}</th>
              <td>{money(day.salesMinor)}</td>
              <td>{ordersWord(day.orders)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

function Bar({
  share,
  strong,
  label,
  edge,
  title,
}: {
  /** 0 to 1 of the highest. */
  share: number
  strong: boolean
  label: string | null
  edge: 'start' | 'middle' | 'end'
  title: string
}) {
  return (
    <div className="group flex h-full flex-1 items-end" title={title}>
      <div
        className={clsx(
          'relative w-full rounded-t-[3px] transition-colors duration-150',
          strong ? 'bg-accent' : 'bg-accent/30 group-hover:bg-accent/50',
        )}
        style={{ height: `${share * 100}%`, minHeight: share > 0 ? 3 : 0 }}
      >
        {label ? (
          <span
            className={clsx('-top-6 tabular absolute whitespace-nowrap text-13', {
              'left-0': edge === 'start',
              '-translate-x-1/2 left-1/2': edge === 'middle',
              'right-0': edge === 'end',
            })}
          >
            {label}
          </span>
        ) : null}
      </div>
    </div>
  )
}

function ordersWord(count: number): string {
  return `${count} ${count === 1 ? 'order' : 'orders'}`
}
