/** The lines of an order with their pictures, as they were when it was placed. */
import { imagePath } from '@/lib/media/images'
import type { OrderDetail, OrderLine } from '@/lib/orders/types'
import { Price } from '../price'

interface Props {
  order: OrderDetail
  locale: string
}

export function OrderLines({ order, locale }: Props) {
  return (
    <ul className="flex flex-col gap-5">
      {order.lines.map((line) => (
        <li key={line.lineNo} className="flex gap-4">
          {line.imageKey ? (
            // biome-ignore lint/performance/noImgElement: a stored width, served as it is.
            <img
              src={imagePath(line.imageKey, 320)}
              alt=""
              width={80}
              height={100}
              loading="lazy"
              className="h-25 w-20 shrink-0 rounded-sm object-cover"
            />
          ) : (
            <span className="block h-25 w-20 shrink-0 rounded-sm bg-raised" />
          )}
          <div className="flex min-w-0 flex-1 flex-col text-14">
            <div className="flex items-start justify-between gap-4">
              <p className="font-[550] leading-snug">{line.title}</p>
              <Price minor={line.unitPriceMinor * line.quantity} currency={order.currency} locale={locale} />
            </div>
            {line.variantTitle !== 'Default Title' && <p className="text-muted">{line.variantTitle}</p>}
            <p className="tabular text-muted">
              {line.quantity} × <Price minor={line.unitPriceMinor} currency={order.currency} locale={locale} />
            </p>
            {progress(line) && <p className="mt-1 text-13 text-positive">{progress(line)}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}

function progress(line: OrderLine): string | null {
  if (line.fulfilledQuantity === 0) return null
  const word = line.requiresShipping ? 'Shipped' : 'Sent'
  return line.fulfilledQuantity === line.quantity ? word : `${word}: ${line.fulfilledQuantity} of ${line.quantity}`
}
