/** Ways to the other pages of a listing. Plain links: each page is a cached document of its own. */
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { type ListingChoice, listingHref } from './listing-address'

interface Props {
  path: string
  choice: ListingChoice
  pages: number
}

export function Pagination({ path, choice, pages }: Props) {
  if (pages <= 1) return null
  const { page } = choice
  const to = (target: number) => listingHref(path, { ...choice, page: target })
  return (
    <nav
      aria-label="Pages"
      className="mt-14 grid grid-cols-[1fr_auto_1fr] items-center border-t border-line pt-4 text-14"
    >
      {page > 1 ? (
        <a href={to(page - 1)} rel="prev" className="inline-flex min-h-11 items-center gap-2 justify-self-start">
          <ArrowLeft size={16} strokeWidth={1.5} aria-hidden="true" />
          <span className="link">Previous</span>
        </a>
      ) : (
        <span />
      )}
      <span className="tabular text-muted">
        {page} of {pages}
      </span>
      {page < pages && (
        <a href={to(page + 1)} rel="next" className="inline-flex min-h-11 items-center gap-2 justify-self-end">
          <span className="link">Next</span>
          <ArrowRight size={16} strokeWidth={1.5} aria-hidden="true" />
        </a>
      )}
    </nav>
  )
}
