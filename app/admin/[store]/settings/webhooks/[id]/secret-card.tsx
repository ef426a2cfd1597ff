'use client'
/** The signing secret: never shown, only replaced. The one before stays valid for a day. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { Dialog } from '@/app/_ui/dialog'
import { SecretShown } from '../_parts/secret-shown'
import { endOldSecret, rotate } from '../actions'

interface Props {
  slug: string
  id: number
  /** ISO 8601: until then the former secret is valid, too. */
  oldUntil: string | null
  mayWrite: boolean
}

export function SecretCard({ slug, id, oldUntil, mayWrite }: Props) {
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const replace = () =>
    start(async () => {
      const result = await rotate(slug, { id })
      if (result.ok) setSecret(result.data.secret)
      else toast.error(result.message)
    })
  const end = () =>
    start(async () => {
      const result = await endOldSecret(slug, { id })
      if (result.ok) toast.success('The old secret is no longer used')
      else toast.error(result.message)
    })
  const close = (now: boolean) => {
    setOpen(now)
    if (!now) setSecret(null)
  }
  return (
    <Card title="Signing secret" className="[&>div]:space-y-3">
      {oldUntil ? (
        <p className="text-13 text-muted">
          Deliveries are signed with the new secret and the old one until <DateTime iso={oldUntil} />;{' '}
          <code className="font-mono text-12">X-Shopify-Hmac-Sha256</code>, which has room for one, with the old one.
        </p>
      ) : (
        <p className="text-13 text-muted">Each delivery is signed with it. It was shown when it was made.</p>
      )}
      {mayWrite ? (
        <div className="flex flex-wrap gap-2">
          <Dialog
            open={open}
            onOpenChange={close}
            trigger={<Button disabled={pending}>Replace secret</Button>}
            title={secret ? 'The new secret' : 'Replace the secret?'}
            description={
              secret
                ? undefined
                : 'You get a new one. The present one stays valid for 24 hours, so that your server can change over.'
            }
          >
            <div className="space-y-4 p-5">
              {secret ? <SecretShown secret={secret} /> : null}
              <div className="flex justify-end gap-2">
                <Button onClick={() => close(false)}>{secret ? 'Done' : 'Cancel'}</Button>
                {secret ? null : (
                  <Button tone="primary" disabled={pending} onClick={replace}>
                    {pending ? 'Replacing…' : 'Replace secret'}
                  </Button>
                )}
              </div>
            </div>
          </Dialog>
          {oldUntil ? (
            <Button disabled={pending} onClick={end}>
              Stop using the old one
            </Button>
          ) : null}
        </div>
      ) : null}
    </Card>
  )
}
