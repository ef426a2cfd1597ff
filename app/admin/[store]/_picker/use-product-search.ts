'use client'
/** The products that match what is typed: asked for when the typing pauses; only the latest answer counts. */
import { useEffect, useState } from 'react'
import type { PickProduct } from '@/lib/catalog/picker'
import { searchProducts } from './actions'

const PAUSE_MS = 200

export function useProductSearch(slug: string) {
  const [q, setQ] = useState('')
  const [found, setFound] = useState<{ products: PickProduct[]; problem: string | null }>({
    products: [],
    problem: null,
  })
  const [pending, setPending] = useState(true)
  useEffect(() => {
    let current = true
    setPending(true)
    const timer = setTimeout(async () => {
      const result = await searchProducts(slug, { q }).catch(() => null)
      if (!current) return
      setPending(false)
      if (result?.ok) setFound({ products: result.data, problem: null })
      else setFound({ products: [], problem: result?.message ?? 'The products could not be fetched. Try again.' })
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [slug, q])
  return { q, setQ, products: found.products, problem: found.problem, pending }
}
