/** How the store's mails look and whom they are from. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { paletteOf } from '@/lib/notifications/look'
import { previewMail } from '@/lib/notifications/preview'
import { findMailSetting } from '@/lib/notifications/settings'
import { may } from '@/lib/team/permissions'
import { LookForm } from './look-form'

export const metadata: Metadata = { title: 'Look and sender' }

export default async function LookPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'settings.read')
  const [words, { mail, sample }] = await readStore(storeId, async (tx) => {
    const saved = await findMailSetting(tx, 'order-confirmation')
    return [saved, await previewMail(tx, 'order-confirmation', { words: saved })] as const
  })
  const { senderName = '', replyTo = '', accent = '', logoKey = '', footer = '' } = store.settings.mail ?? {}
  const initial = { senderName, replyTo, accent, logoKey, footer }
  return (
    <div className="mx-auto max-w-[1160px] pb-20">
      <PageHeader
        title="Look and sender"
        back={{ label: 'Notifications', href: `/admin/${slug}/settings/notifications` }}
        note="For every mail of this store. What is empty comes from your theme and your store’s settings."
      />
      <LookForm
        key={JSON.stringify(initial)}
        slug={slug}
        initial={initial}
        usual={{ name: store.name, email: store.email, accent: paletteOf({ theme: store.theme }).accent }}
        words={{ subject: words.subject ?? '', intro: words.intro ?? '' }}
        first={{ subject: mail.subject, from: mail.fromName, html: mail.html, text: mail.text, sample }}
        readOnly={!may(role, 'settings.write')}
      />
    </div>
  )
}
