'use client'
/** Address and events; then, once, the secret. */
import { useEffect, useRef, useState, useTransition } from 'react'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Button, ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { withoutReset } from '@/app/_ui/without-reset'
import type { WebhookTopic } from '@/lib/webhooks/topics'
import { SecretShown } from '../_parts/secret-shown'
import { TopicPicker } from '../_parts/topic-picker'
import { createWebhook } from '../actions'

export function NewWebhook({ slug }: { slug: string }) {
  const [url, setUrl] = useState('')
  const [topics, setTopics] = useState<WebhookTopic[]>([])
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [made, setMade] = useState<{ id: number; secret: string } | null>(null)
  const [pending, start] = useTransition()
  const form = useRef<HTMLFormElement>(null)
  // The list of events is long: what is wrong with the address may be out of sight.
  useEffect(() => {
    if (!pending && failure?.fields?.url) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [failure, pending])
  const submit = () =>
    start(async () => {
      const result = await createWebhook(slug, { url, topics })
      setFailure(result.ok ? null : result)
      if (result.ok) setMade(result.data)
    })
  if (made) {
    return (
      <Card title="Signing secret" className="[&>div]:space-y-4">
        <SecretShown secret={made.secret} />
        <ButtonLink href={`/admin/${slug}/settings/webhooks/${made.id}`} tone="primary">
          Open the webhook
        </ButtonLink>
      </Card>
    )
  }
  return (
    <form ref={form} {...withoutReset(submit)} noValidate className="space-y-4">
      {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
      <Card title="Address">
        <TextField
          label="URL"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://example.com/webhooks"
          value={url}
          disabled={pending}
          hint="Over https, on port 443 or 8443. It is looked up when you save and before each delivery."
          error={failure?.fields?.url}
          onChange={(event) => setUrl(event.target.value)}
        />
      </Card>
      <Card title="Events">
        <TopicPicker chosen={topics} disabled={pending} error={failure?.fields?.topics} onChange={setTopics} />
      </Card>
      <div className="flex justify-end gap-2">
        <ButtonLink href={`/admin/${slug}/settings/webhooks`}>Cancel</ButtonLink>
        <Button type="submit" tone="primary" disabled={pending}>
          {pending ? 'Checking the address…' : 'Add webhook'}
        </Button>
      </div>
    </form>
  )
}
