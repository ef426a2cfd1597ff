'use client'
/** The mail as it would go out with what stands in the form: asked again a moment after the last key; the latest answer counts. */
import { useEffect, useRef, useState } from 'react'
import type { DraftInput } from '@/lib/notifications/inputs'
import { type ShownDraft, showDraft } from '../actions'

const PAUSE_MS = 300

export function useDraft(slug: string, draft: DraftInput, first: ShownDraft) {
  const [shown, setShown] = useState(first)
  const [stale, setStale] = useState(false)
  const asked = useRef(JSON.stringify(draft))
  const wanted = JSON.stringify(draft)
  useEffect(() => {
    if (wanted === asked.current) return
    setStale(true)
    const timer = setTimeout(async () => {
      asked.current = wanted
      const answer = await showDraft(slug, JSON.parse(wanted)).catch(() => null)
      if (asked.current !== wanted) return
      // What cannot be shown (a colour half typed) leaves the mail as it was.
      if (answer?.ok) setShown(answer.data)
      setStale(false)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [slug, wanted])
  return { shown, stale }
}
