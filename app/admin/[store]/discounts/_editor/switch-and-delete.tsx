'use client'
/** Switching a discount off and on, and deleting one that was never used. */
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { remove, setActive } from '../actions'

export function SwitchAndDelete({
  slug,
  id,
  active,
  used,
}: {
  slug: string
  id: number
  active: boolean
  used: boolean
}) {
  const [pending, start] = useTransition()
  const router = useRouter()
  const flip = () =>
    start(async () => {
      const result = await setActive(slug, { id, active: !active })
      if (result.ok) toast.success(active ? 'Switched off' : 'Switched on')
      else toast.error(result.message)
    })
  const drop = () =>
    start(async () => {
      const result = await remove(slug, { id })
      if (!result.ok) return void toast.error(result.message)
      toast.success('Discount deleted')
      router.replace(`/admin/${slug}/discounts`)
    })
  return (
    <>
      <Button disabled={pending} onClick={flip}>
        {active ? 'Switch off' : 'Switch on'}
      </Button>
      {used ? null : (
        <Button tone="critical" disabled={pending} onClick={drop}>
          Delete
        </Button>
      )}
    </>
  )
}
