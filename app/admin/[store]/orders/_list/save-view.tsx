'use client'
/** Gives the filter in force a name; it becomes a tab for the whole team. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { NameForm } from './name-form'
import { saveView } from './view-actions'

export function SaveView({ slug, query }: { slug: string; query: string }) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const submit = (name: string) =>
    start(async () => {
      const result = await saveView(slug, { name, query })
      if (!result.ok) return setProblem(result.fields?.name ?? result.fields?.query ?? result.message)
      toast.success('View saved')
      setOpen(false)
    })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button tone="plain">Save view</Button>}
      title="Save this view"
      description="The filters in force become a tab that your whole team sees."
    >
      <NameForm name="" label="Save view" problem={problem} pending={pending} onSubmit={submit} />
    </Dialog>
  )
}
