/** General settings: the store's name, where its mail goes, its addresses, its password, and its end. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { Card } from '@/app/_ui/card'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { GRACE_DAYS, getEnding } from '@/lib/stores/close'
import { REDIRECT_DAYS } from '@/lib/stores/rename'
import { getShopLock } from '@/lib/stores/shop-password'
import { may } from '@/lib/team/permissions'
import { storeHost } from '@/lib/tenancy/store-hosts'
import { AddressCard } from './address-card'
import { EndCard } from './end-card'
import { ExportCard } from './export-card'
import { GeneralForm } from './general-form'
import { LockCard } from './lock-card'

export const metadata: Metadata = { title: 'General settings' }

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export default async function GeneralPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'settings.read')
  const [lock, ending] = await Promise.all([readStore(storeId, getShopLock), getEnding(storeId)])
  const isOwner = may(role, 'billing.write')
  const { name, email } = store
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="General" />
      <div className="space-y-4">
        <GeneralForm
          key={`${name}${email}`}
          slug={slug}
          initial={{ name, email }}
          readOnly={!may(role, 'settings.write')}
        />
        <AddressCard
          key={slug}
          slug={slug}
          suffix={storeHost({ slug: '', primaryDomain: null })}
          redirectDays={REDIRECT_DAYS}
          readOnly={!isOwner}
        />
        <LockCard
          key={`${lock.locked}${lock.message}`}
          slug={slug}
          locked={lock.locked}
          message={lock.message}
          readOnly={!may(role, 'settings.write')}
        />
        <Card title="Fixed when the store was opened">
          <dl className="grid grid-cols-2 gap-4">
            <Fact term="Currency" value={store.currency} />
            <Fact term="Language" value={languageName(store.locale)} />
          </dl>
        </Card>
        {may(role, 'store.export') ? <ExportCard slug={slug} /> : null}
        <EndCard
          slug={slug}
          closed={store.status === 'closed'}
          deletedOn={ending.deleteAfter && DAY.format(ending.deleteAfter)}
          graceDays={GRACE_DAYS}
          readOnly={!isOwner}
        />
      </div>
    </div>
  )
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt className="text-13 text-muted">{term}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale
}
