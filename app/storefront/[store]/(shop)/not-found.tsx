/** 404 in the store's own look: search, and the way home. */
import { SearchField } from '@/app/storefront/_ui/search/search-field'

export default function NotFound() {
  return (
    <div className="wrap flex flex-col items-start gap-6 pt-16 md:pt-28">
      <h1 className="display text-31 md:text-49">This page is not here.</h1>
      <p className="max-w-[48ch] text-muted">
        It may have moved, sold for good, or never have been. Search the shop, or start again from the front door.
      </p>
      <SearchField className="w-full max-w-md" />
      <a href="/" className="inline-flex min-h-11 items-center">
        <span className="link">Back to the front page</span>
      </a>
    </div>
  )
}
