'use client'
/** Asks for suggestions a moment after the last key; an answer to an older text is dropped. */
import { useEffect, useState } from 'react'

export interface SuggestedProduct {
  id: number
  title: string
  vendor: string
  url: string
  /** Decimal text in the store's currency. */
  price: string
  image: string | null
}

const PAUSE_MS = 180
const MIN_LETTERS = 2

export function useSuggestions(text: string): SuggestedProduct[] | null {
  const [found, setFound] = useState<SuggestedProduct[] | null>(null)
  const query = text.trim()
  useEffect(() => {
    if (query.length < MIN_LETTERS) return setFound(null)
    const stop = new AbortController()
    const timer = setTimeout(() => {
      suggest(query, stop.signal)
        .then((products) => setFound(products))
        .catch(() => {
          // Suggestions are an extra: without them Enter still searches.
          if (!stop.signal.aborted) setFound(null)
        })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [query])
  return found
}

async function suggest(query: string, signal: AbortSignal): Promise<SuggestedProduct[]> {
  const answer = await fetch(`/search/suggest.json?q=${encodeURIComponent(query)}`, { signal })
  if (!answer.ok) throw new Error(`suggest answered ${answer.status}`)
  const json = (await answer.json()) as { resources?: { results?: { products?: SuggestedProduct[] } } }
  return json.resources?.results?.products ?? []
}
