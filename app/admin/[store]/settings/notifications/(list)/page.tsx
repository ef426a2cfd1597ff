/** Every mail that the store sends: to whom, when, and whether it is on. */
import { ChevronRight, Palette } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { Badge } from '@/app/_ui/badge'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { factsOf, MAIL_KIND_NAMES, type MailKind } from '@/lib/notifications/kinds'
import { isSent, listMailSettings, type MailSetting } from '@/lib/notifications/settings'
import type { StoreProfile } from '@/lib/stores/queries'
import { may } from '@/lib/team/permissions'
import { MailSwitch } from '../mail-switch'

export const metadata: Metadata = { title: 'Notifications' }

interface Room {
  slug: string
  store: StoreProfile
  settings: Map<MailKind, MailSetting>
  readOnly: boolean
}

export default async function NotificationsPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'settings.read')
  const settings = await readStore(storeId, listMailSettings)
  const room = { slug, store, settings, readOnly: !may(role, 'settings.write') }
  return (
    <div className="mx-auto max-w-3xl pb-10">
      <PageHeader
        title="Notifications"
        note="What your store writes to customers and to you."
        actions={
          <ButtonLink href={`/admin/${slug}/settings/notifications/look`}>
            <Palette aria-hidden size={16} strokeWidth={1.75} />
            Look and sender
          </ButtonLink>
        }
      />
      <div className="space-y-4">
        <Mails {...room} title="To your customers" to="customer" />
        <Mails {...room} title="To you" to="merchant" />
      </div>
    </div>
  )
}

function Mails({ title, to, ...room }: Room & { title: string; to: 'customer' | 'merchant' }) {
  return (
    <Card title={title} flush>
      <ul className="mt-1 divide-y divide-line border-line border-t">
        {MAIL_KIND_NAMES.filter((kind) => factsOf(kind).to === to).map((kind) => (
          <MailRow key={kind} kind={kind} {...room} />
        ))}
      </ul>
    </Card>
  )
}

function MailRow({ kind, slug, store, settings, readOnly }: Room & { kind: MailKind }) {
  const { label, when, switchable } = factsOf(kind)
  const setting = settings.get(kind) ?? { enabled: true, subject: null, intro: null }
  const edited = setting.subject !== null || setting.intro !== null
  return (
    <li className="relative flex min-h-16 items-center gap-4 px-4 py-2.5 transition-colors duration-150 focus-within:bg-hover hover:bg-hover sm:px-5">
      <div className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          <Link
            href={`/admin/${slug}/settings/notifications/${kind}`}
            className="font-medium after:absolute after:inset-0"
          >
            {label}
          </Link>
          {edited ? <Badge>Your words</Badge> : null}
        </span>
        <span className="block text-13 text-muted">{whenOf(kind, when, store)}</span>
      </div>
      {switchable ? (
        <MailSwitch
          key={String(isSent(kind, setting, store.settings))}
          slug={slug}
          kind={kind}
          label={label}
          on={isSent(kind, setting, store.settings)}
          disabled={readOnly}
        />
      ) : (
        <span className="text-13 text-muted">Always sent</span>
      )}
      <ChevronRight aria-hidden size={16} className="shrink-0 text-muted" />
    </li>
  )
}

/** When it goes out, with the store's own numbers where the mail has one. */
function whenOf(kind: MailKind, when: string, { settings }: StoreProfile): string {
  if (kind === 'new-order' && settings.orderNotificationEmail) return `${when}, to ${settings.orderNotificationEmail}`
  if (kind === 'low-stock' && settings.lowStockThreshold !== undefined) {
    return `When ${settings.lowStockThreshold} or fewer of a variant are left, at most once an hour`
  }
  if (kind === 'abandoned-checkout' && settings.abandonedCheckoutHours !== undefined) {
    return `Once, ${settings.abandonedCheckoutHours} hours after a shopper left the checkout`
  }
  return when
}
