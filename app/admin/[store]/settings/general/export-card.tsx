/** Everything the store holds, as files that other shops can read. */
import { Card } from '@/app/_ui/card'
import { ExportButton } from '@/app/admin/_ui/export-button'
import type { ExportName } from '@/lib/export/names'

const PARTS: { file: ExportName; label: string; about: string }[] = [
  { file: 'products.csv', label: 'Products', about: 'with variants, prices, stock and picture addresses' },
  { file: 'orders.csv', label: 'Orders', about: 'a line for each item sold' },
  { file: 'customers.csv', label: 'Customers', about: 'names, addresses and what they spent' },
  { file: 'collections.csv', label: 'Collections', about: 'and which products are in them' },
  { file: 'discounts.csv', label: 'Discounts', about: 'codes and automatic ones' },
  { file: 'pages.csv', label: 'Pages', about: 'texts and policies' },
  { file: 'store.json', label: 'Settings', about: 'look, shipping, taxes and mails' },
]

export function ExportCard({ slug }: { slug: string }) {
  return (
    <Card title="Take your data with you" className="[&>div]:space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-md text-muted">
          Everything in one archive, pictures included. Products, orders and customers are in Shopify’s CSV formats,
          which most shop systems read.
        </p>
        <ExportButton slug={slug} file="everything.zip" label="Download everything" />
      </div>
      <details className="group border-line border-t pt-4">
        <summary className="cursor-pointer font-medium text-14">One file at a time</summary>
        <ul className="mt-2 divide-y divide-line">
          {PARTS.map(({ file, label, about }) => (
            <li key={file} className="flex items-center justify-between gap-3 py-2">
              <span className="min-w-0">
                {label} <span className="text-13 text-muted">{about}</span>
              </span>
              <ExportButton slug={slug} file={file} label={file} tone="plain" />
            </li>
          ))}
        </ul>
      </details>
    </Card>
  )
}
