/** Shipping and returns, folded away: the shop's own policies. */
import type { ContentPage } from '@/lib/catalog/types'
import { RichText } from '../rich-text'

export function Disclosures({ pages }: { pages: ContentPage[] }) {
  if (pages.length === 0) return null
  return (
    <div className="mt-8 border-t border-line">
      {pages.map((page) => (
        <details key={page.handle} className="disclosure border-b border-line">
          <summary className="text-14 font-[550]">{page.title}</summary>
          <RichText html={page.bodyHtml} className="pb-6 text-14 [&_h2]:mt-5 [&_h2]:text-16" />
        </details>
      ))}
    </div>
  )
}
