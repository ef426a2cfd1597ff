/**
 * Fourteen days of sales as bars: one strong series, its highest and latest day labelled directly. The same numbers stand
 * in a table for those who do not see the drawing. Plain SVG, drawn on the server.
 */
import { formatMoney } from '@/lib/money'
import type { DayOfSales } from '@/lib/orders/statistics'

const WIDTH = 720
const HEIGHT = 200
const TOP = 28
const BOTTOM = 24
const GAP = 8

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })

export function SalesChart({ days, currency }: { days: DayOfSales[]; currency: string }) {
  const most = Math.max(1, ...days.map((day) => day.salesMinor))
  const step = WIDTH / days.length
  const room = HEIGHT - TOP - BOTTOM
  const highest = days.findIndex((day) => day.salesMinor === most)
  const money = (minor: number) => formatMoney(minor, currency, 'en-US')
  return (
    <figure>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="h-auto w-full"
        role="img"
        aria-label="Sales of the last 14 days"
      >
        <line x1="0" x2={WIDTH} y1={HEIGHT - BOTTOM + 0.5} y2={HEIGHT - BOTTOM + 0.5} className="stroke-line" />
        {days.map((day, index) => {
          const height = Math.max(day.salesMinor > 0 ? 3 : 0, (day.salesMinor / most) * room)
          const x = index * step + GAP / 2
          const isToday = index === days.length - 1
          const labelled = day.salesMinor > 0 && index === highest
          const edge = index === 0 ? 'start' : isToday ? 'end' : 'middle'
          const labelX = edge === 'start' ? x : edge === 'end' ? x + step - GAP : x + (step - GAP) / 2
          return (
            <g key={day.day}>
              <title>{`${DAY.format(new Date(day.day))}: ${money(day.salesMinor)}, ${day.orders} orders`}</title>
              <rect x={x} y={TOP} width={step - GAP} height={room} className="fill-transparent" />
              <rect
                x={x}
                y={HEIGHT - BOTTOM - height}
                width={step - GAP}
                height={height}
                rx="3"
                className={isToday ? 'fill-accent' : 'fill-accent/35'}
              />
              {labelled ? (
                <text
                  x={labelX}
                  y={HEIGHT - BOTTOM - height - 8}
                  textAnchor={edge}
                  className="tabular fill-text text-[13px]"
                >
                  {money(day.salesMinor)}
                </text>
              ) : null}
              <text
                x={x + (step - GAP) / 2}
                y={HEIGHT - 6}
                textAnchor="middle"
                className={isToday ? 'fill-text font-medium text-[12px]' : 'fill-muted text-[12px]'}
              >
                {isToday ? 'Today' : index % 2 === 1 ? DAY.format(new Date(day.day)) : ''}
              </text>
            </g>
          )
        })}
      </svg>
      <table className="sr-only">
        <caption>Sales by day</caption>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">
                {WEEKDAY.format(new Date(day.day))} {DAY.format(new Date(day.day))}
              </th>
              <td>{money(day.salesMinor)}</td>
              <td>{day.orders} orders</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
