'use client'
/** Sending a test while one waits, and pausing or resuming. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { Select } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { withoutReset } from '@/app/_ui/without-reset'
import { WEBHOOK_TOPIC_NAMES, type WebhookTopic } from '@/lib/webhooks/topics'
import { setRunning, testWebhook } from '../actions'

type Result = { tone: 'positive' | 'critical'; words: string }

export function TestButton({ slug, id, topics }: { slug: string; id: number; topics: WebhookTopic[] }) {
  const [open, setOpen] = useState(false)
  const [topic, setTopic] = useState<WebhookTopic>(topics[0] ?? 'orders/create')
  const [result, setResult] = useState<Result | null>(null)
  const [pending, start] = useTransition()
  const send = () =>
    start(async () => {
      setResult(null)
      const answer = await testWebhook(slug, { id, topic })
      setResult(answer.ok ? wordsOf(answer.data) : { tone: 'critical', words: answer.message })
    })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Send test</Button>}
      title="Send a test"
      description="An invented order or product, signed like a real one. It is sent once and counts for nothing."
    >
      <form {...withoutReset(send)} className="space-y-4 p-5">
        <Select
          label="Event"
          value={topic}
          disabled={pending}
          onChange={(event) => setTopic(WEBHOOK_TOPIC_NAMES.find((name) => name === event.target.value) ?? topic)}
        >
          {WEBHOOK_TOPIC_NAMES.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
        {result ? <Notice tone={result.tone}>{result.words}</Notice> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Close</Button>
          <Button type="submit" tone="primary" disabled={pending}>
            {pending ? 'Waiting for an answer…' : 'Send test'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function wordsOf(answer: { ok: boolean; statusCode: number | null; error: string | null; durationMs: number }): Result {
  if (answer.ok) return { tone: 'positive', words: `Answered with ${answer.statusCode} after ${answer.durationMs} ms.` }
  return { tone: 'critical', words: answer.error ?? 'The test could not be delivered.' }
}

export function RunningButton({ slug, id, running }: { slug: string; id: number; running: boolean }) {
  const [pending, start] = useTransition()
  const flip = () =>
    start(async () => {
      const result = await setRunning(slug, { id, running: !running })
      if (result.ok) toast.success(running ? 'Paused' : 'Resumed')
      else toast.error(result.message)
    })
  return (
    <Button tone={running ? 'secondary' : 'primary'} disabled={pending} onClick={flip}>
      {running ? 'Pause' : 'Resume'}
    </Button>
  )
}
