/** What a shop shows that asks for a password: its name, its own words, one field. */
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { storeContext } from '@/app/_auth/store-context'
import { readStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { getStoreProfile } from '@/lib/stores/queries'
import { getShopLock } from '@/lib/stores/shop-password'
import { PasswordForm } from './password-form'

export const metadata: Metadata = { title: 'Opening soon', robots: { index: false, follow: false } }

export default async function PasswordPage({ params }: { params: Promise<{ store: string }> }) {
  const storeId = await storeOf((await params).store)
  const { name, lock } = await readStore(storeId, async (tx) => {
    const [profile, shopLock] = await Promise.all([getStoreProfile(tx), getShopLock(tx)])
    return { name: profile.name, lock: shopLock }
  })
  if (!lock.locked) redirect('/')
  return (
    <main className="grid flex-1 place-items-center px-(--gutter) py-16">
      <div className="w-full max-w-sm">
        <h1 className="display text-31">{name}</h1>
        <p className="mt-3 whitespace-pre-line text-muted">
          {lock.message || 'This shop opens soon. If you have its password, come in.'}
        </p>
        <PasswordForm />
      </div>
    </main>
  )
}

async function storeOf(pathStore: string): Promise<number> {
  try {
    return (await storeContext(pathStore, { locked: 'serve' })).storeId
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
