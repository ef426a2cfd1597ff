'use client'
/** The one time that a secret is shown, with what to do with it. */
import { Notice } from '@/app/_ui/notice'
import { Copyable } from './copyable'

export function SecretShown({ secret }: { secret: string }) {
  return (
    <div className="space-y-3">
      <Notice tone="caution">Copy this secret now: it is not shown again.</Notice>
      <Copyable text={secret} label="the secret" />
      <p className="text-13 text-muted">
        Libraries of{' '}
        <a
          href="https://www.standardwebhooks.com"
          target="_blank"
          rel="noreferrer"
          className="underline underline-offset-2"
        >
          Standard Webhooks
        </a>{' '}
        take it as it stands. For <code className="font-mono">X-Shopify-Hmac-Sha256</code>, use the whole text as the
        key.
      </p>
    </div>
  )
}
