/** A search form for pages; works without JavaScript. */
import { Search } from 'lucide-react'

export function SearchField({ query = '', className }: { query?: string; className?: string }) {
  return (
    <search className={className}>
      <form action="/search" className="relative">
        <label htmlFor="search-field" className="sr-only">
          Search the shop
        </label>
        <input
          id="search-field"
          name="q"
          type="search"
          defaultValue={query}
          placeholder="Search the shop"
          maxLength={100}
          className="field pr-12"
        />
        <button type="submit" className="icon-button absolute top-0.5 right-0.5" aria-label="Search">
          <Search size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </form>
    </search>
  )
}
