/** The first paragraph of the shop's own about page, large, with the way to the rest. */
import type { ContentPage } from '@/lib/catalog/types'
import { firstParagraph } from '../rich-text'
import { ShopLink } from '../shop-link'

export function Story({ page, storeName }: { page: ContentPage; storeName: string }) {
  const text = firstParagraph(page.bodyHtml)
  if (!text) return null
  return (
    <section aria-labelledby="story" className="wrap mt-24 md:mt-36">
      <div className="grid gap-6 border-t border-line pt-10 md:grid-cols-[3fr_9fr] md:gap-12 md:pt-14">
        <h2 id="story" className="font-body text-14 text-muted">
          {page.title || storeName}
        </h2>
        <div>
          <p className="display max-w-[40ch] text-20 leading-[1.4] text-pretty md:text-31 md:leading-[1.32]">{text}</p>
          <ShopLink href={`/pages/${page.handle}`} className="mt-5 inline-flex min-h-11 items-center text-14">
            <span className="link">Read on</span>
          </ShopLink>
        </div>
      </div>
    </section>
  )
}
