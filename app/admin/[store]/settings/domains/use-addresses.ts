'use client'
/**
 * The addresses as the room knows them: from the page, then from each action's answer, and while something is under way from
 * the server every few seconds. Nothing is asked while nobody looks or when all is settled.
 */
import { useCallback, useEffect, useState } from 'react'
import type { AddressesView } from '@/lib/domains/view'

const OFTEN_MS = 2_500
const SELDOM_MS = 15_000
/** DNS that takes longer than this takes hours. */
const OFTEN_FOR_MS = 10 * 60_000
const TIMEOUT_MS = 10_000
/** How long "Check now" waits for the look that it asked for. */
const CHECK_MS = 20_000

interface Asked {
  domain: string
  /** As it was before: another value means that the look has happened. */
  checkedAt: string | null
  until: number
}

export function useAddresses(slug: string, initial: AddressesView) {
  const [addresses, setAddresses] = useState(initial)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [since, setSince] = useState(() => Date.now())

  const take = useCallback((next: AddressesView) => {
    setAddresses(next)
    setAsked((current) => (current && isOver(current, next) ? null : current))
  }, [])
  const busy = asked !== null || addresses.domains.some(({ live }) => live)

  useEffect(() => {
    if (!busy) return
    let timer: ReturnType<typeof setTimeout>
    const gone = new AbortController()
    const again = () => {
      timer = setTimeout(look, Date.now() - since < OFTEN_FOR_MS ? OFTEN_MS : SELDOM_MS)
    }
    const look = async () => {
      if (!document.hidden) {
        const next = await fetchAddresses(slug, gone.signal)
        if (gone.signal.aborted) return
        if (next) take(next)
      }
      again()
    }
    again()
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [busy, since, slug, take])

  /** After an action: what it answered, and asking often again. */
  const settle = (next: AddressesView) => {
    setSince(Date.now())
    take(next)
  }
  const expectCheck = (domain: string) => {
    const checkedAt = addresses.domains.find((one) => one.domain === domain)?.checkedAt ?? null
    setAsked({ domain, checkedAt, until: Date.now() + CHECK_MS })
  }
  return { addresses, settle, expectCheck, checking: asked?.domain ?? null }
}

function isOver({ domain, checkedAt, until }: Asked, { domains }: AddressesView): boolean {
  const now = domains.find((one) => one.domain === domain)
  return !now || now.checkedAt !== checkedAt || Date.now() > until
}

/** Null when it could not be asked: the next look tries again. */
async function fetchAddresses(slug: string, gone: AbortSignal): Promise<AddressesView | null> {
  try {
    const signal = AbortSignal.any([gone, AbortSignal.timeout(TIMEOUT_MS)])
    const answer = await fetch(`/admin/${slug}/settings/domains/status`, { signal, cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as AddressesView) : null
  } catch {
    return null
  }
}
