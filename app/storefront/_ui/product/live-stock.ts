'use client'
/** Stock of this minute: the page around it may be five minutes old. */
import { useCallback, useEffect, useState } from 'react'
import type { BuyableVariant } from './variant-choice'

interface ProductJson {
  variants?: { id: number; available: boolean; inventory_quantity?: number | null }[]
}

/** The variants with what is left of them now, and a function that asks again. */
export function useLiveStock(handle: string, variants: BuyableVariant[]): [BuyableVariant[], () => void] {
  const [left, setLeft] = useState<ReadonlyMap<number, number | null>>(new Map())
  const refresh = useCallback(() => {
    fetchLeft(handle)
      .then(setLeft)
      .catch((error: unknown) => {
        // The page's own figures stay; adding to the cart asks the database anyway.
        console.warn('Live stock is not available', error)
      })
  }, [handle])
  useEffect(refresh, [refresh])
  return [
    variants.map((variant) => (left.has(variant.id) ? { ...variant, left: left.get(variant.id) ?? null } : variant)),
    refresh,
  ]
}

async function fetchLeft(handle: string): Promise<Map<number, number | null>> {
  const answer = await fetch(`/products/${encodeURIComponent(handle)}.js`, { cache: 'no-store' })
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
  const json = (await answer.json()) as ProductJson
  return new Map((json.variants ?? []).map((variant) => [variant.id, leftOf(variant)]))
}

function leftOf(variant: { available: boolean; inventory_quantity?: number | null }): number | null {
  if (!variant.available) return 0
  const counted = variant.inventory_quantity
  return typeof counted === 'number' && counted > 0 ? counted : null
}
