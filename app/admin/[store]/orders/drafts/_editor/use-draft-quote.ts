'use client'
/** What the draft comes to while it is being written: asked for when the typing pauses; only the latest answer counts. */
import { useEffect, useState } from 'react'
import type { Quote } from '@/lib/pricing/types'
import { quoteDraft } from '../actions'
import type { DraftForm } from './form'

const PAUSE_MS = 300

export interface DraftQuote {
  quote: Quote | null
  problem: string | null
  pending: boolean
}

export function useDraftQuote(slug: string, form: DraftForm): DraftQuote {
  const [state, setState] = useState<DraftQuote>({ quote: null, problem: null, pending: false })
  const { lines, discount, shipping } = form
  // What the price depends on, as one value: who the customer is does not matter.
  const asked = JSON.stringify({ lines, discount, shipping })
  useEffect(() => {
    const { lines, discount, shipping } = JSON.parse(asked) as Pick<DraftForm, 'lines' | 'discount' | 'shipping'>
    if (lines.length === 0) return setState({ quote: null, problem: null, pending: false })
    let current = true
    setState((before) => ({ ...before, pending: true }))
    const timer = setTimeout(async () => {
      const input = { lines, discount, shipping, email: '', customerName: '', note: '' }
      const result = await quoteDraft(slug, input).catch(() => null)
      if (!current) return
      if (result?.ok) return setState({ quote: result.data, problem: null, pending: false })
      const problem =
        result?.fields?.cart ?? (result ? null : 'The total could not be worked out. Check your connection.')
      setState((before) => ({ ...before, problem, pending: false }))
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [slug, asked])
  return state
}
