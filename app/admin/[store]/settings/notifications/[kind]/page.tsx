/** One mail: its words, the number it waits for, and what it looks like. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { factsOf, isMailKind } from '@/lib/notifications/kinds'
import { previewMail } from '@/lib/notifications/preview'
import { findMailSetting, isSent } from '@/lib/notifications/settings'
import { may } from '@/lib/team/permissions'
import { MailForm } from './mail-form'

interface Props {
  params: Promise<{ store: string; kind: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params
  return { title: isMailKind(kind) ? factsOf(kind).label : 'Notifications' }
}

export default async function MailPage({ params }: Props) {
  const { store: named, kind } = await params
  const { slug, storeId, store, role } = await requireMembership(named, 'settings.read')
  if (!isMailKind(kind)) notFound()
  const [setting, { mail, sample }] = await readStore(storeId, async (tx) => {
    const saved = await findMailSetting(tx, kind)
    return [saved, await previewMail(tx, kind, { words: saved })] as const
  })
  const { label, when, subject, variables } = factsOf(kind)
  const { settings } = store
  const initial = {
    subject: setting.subject ?? '',
    intro: setting.intro ?? '',
    orderNotificationEmail: settings.orderNotificationEmail ?? store.email,
    lowStockThreshold: String(settings.lowStockThreshold ?? ''),
    abandonedCheckoutHours: String(settings.abandonedCheckoutHours ?? ''),
  }
  return (
    <div className="mx-auto max-w-[1160px] pb-20">
      <PageHeader
        title={label}
        back={{ label: 'Notifications', href: `/admin/${slug}/settings/notifications` }}
        note={isSent(kind, setting, settings) ? `${when}.` : `${when}. Switched off now: nothing is sent.`}
      />
      <MailForm
        key={JSON.stringify(initial)}
        slug={slug}
        mail={{ kind, subject, variables: Object.entries(variables) }}
        initial={initial}
        first={{ subject: mail.subject, from: mail.fromName, html: mail.html, text: mail.text, sample }}
        readOnly={!may(role, 'settings.write')}
      />
    </div>
  )
}
