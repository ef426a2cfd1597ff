'use client'
/** To Stripe's page with the card and the invoices. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { manageCard } from './actions'

export function PayNow({ slug, label }: { slug: string; label: string }) {
  const [gone, setGone] = useState(false)
  const [pending, start] = useTransition()
  const go = () =>
    start(async () => {
      setGone(true)
      const result = await manageCard(slug, {})
      if (result.ok) return
      setGone(false)
      toast.error(result.message)
    })
  return (
    <Button disabled={pending || gone} onClick={go}>
      {pending ? 'Going to Stripe…' : label}
    </Button>
  )
}
