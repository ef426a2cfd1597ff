/** The state of a store's Stripe account: Stripe's word in any order; access taken away stops checkout, another account reopens it. */
import { describe, expect, it, vi } from 'vitest'
import { readStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { verifyLedger } from '@/lib/ledger/verify'
import { getAccountState } from '@/lib/payments/account-queries'
import { refreshAccountStatus } from '@/lib/payments/account-status'
import { openDashboard, refreshAccount, startOnboarding } from '@/lib/payments/connect-account'
import { stripe } from '@/lib/payments/stripe'
import { scene } from '../checkout/scene'
import { codeOf } from '../checkout/shop'
import { accountOf, deliver, hook } from './connect'

const { shop, at, newRequest } = scene
const state = () => readStore(at.storeId, getAccountState)
const application = { id: 'ca_local', object: 'application' }

describe('an account', () => {
  it('is stored with what Stripe still needs, by when, and what it may do', async () => {
    const account = await accountOf()
    const deadline = Math.floor(Date.now() / 1000) + 86_400
    const owed = { due: ['individual.verification.document'], pending: ['company.tax_id'], deadline }
    await hook('/_accounts', { account, charges: true, payouts: false, ...owed })
    expect(await deliver('account.updated', { id: account }, account)).toBe('handled')
    expect(await state()).toMatchObject({
      chargesEnabled: true,
      payoutsEnabled: false,
      detailsSubmitted: true,
      requirements: {
        currentlyDue: ['individual.verification.document'],
        pastDue: [],
        pendingVerification: ['company.tax_id'],
        disabledReason: null,
        currentDeadline: new Date(deadline * 1000).toISOString(),
      },
      disconnectedAt: null,
    })
  })

  it('keeps the later state when an earlier answer arrives after it', async () => {
    const account = await accountOf()
    const accounts = stripe().accounts
    const real = accounts.retrieve.bind(accounts)
    const spy = vi.spyOn(accounts, 'retrieve').mockImplementationOnce(async (id) => {
      const old = await real(String(id))
      await hook('/_accounts', { account, charges: false, payouts: false, pastDue: ['external_account'] })
      await refreshAccountStatus(account)
      return old
    })
    await refreshAccountStatus(account)
    expect(await state()).toMatchObject({ chargesEnabled: false, requirements: { pastDue: ['external_account'] } })
    expect(spy).toHaveBeenCalledTimes(3)
    spy.mockRestore()
  })

  it('of nobody changes nothing', async () => {
    expect(await deliver('account.updated', { id: 'acct_nobodys' }, 'acct_nobodys')).toBe('handled')
    expect(await state()).toMatchObject({ chargesEnabled: true })
  })
})

describe('access taken away', () => {
  it('stops checkout at once, stays so whatever old events say, and another account reopens it', async () => {
    await placeOrder(at.storeId, await newRequest())
    expect((await verifyLedger(at.storeId)).differences).toEqual([])
    const first = await accountOf()
    await hook('/_deauthorize', { account: first })
    await deliver('account.application.deauthorized', application, first)
    expect(await codeOf(at.storeId, await newRequest())).toBe('payments_not_active')
    const { disconnectedAt } = await state()
    expect(disconnectedAt).toBeInstanceOf(Date)
    await Promise.all([
      deliver('account.updated', { id: first }, first),
      deliver('account.application.deauthorized', application, first),
      refreshAccount(at.storeId),
    ])
    expect(await state()).toMatchObject({ chargesEnabled: false, payoutsEnabled: false })
    await expect(openDashboard(at.storeId)).rejects.toMatchObject({ code: 'conflict' })
    expect(await verifyLedger(at.storeId)).toMatchObject({ movements: 0, differences: [] })

    const [{ url }, again] = await Promise.all([startOnboarding(at.storeId), startOnboarding(at.storeId)])
    const second = await accountOf()
    expect(second).not.toBe(first)
    expect(again.url).toContain(second)
    expect(await state()).toMatchObject({ chargesEnabled: false, disconnectedAt: null })
    await fetch(url.replace(`${second}?`, `${second}/complete?`), { method: 'POST', redirect: 'manual' })
    expect(await refreshAccount(at.storeId)).toEqual({ chargesEnabled: true })
    expect(await codeOf(at.storeId, await newRequest())).toBe('ordered')
    expect(await verifyLedger(at.storeId)).toMatchObject({ movements: 1, differences: [] })
    // What the first account says now is nothing to this store.
    await deliver('account.application.deauthorized', application, first)
    expect(await state()).toMatchObject({ chargesEnabled: true, disconnectedAt: null })
  })

  it('is believed at once even while Stripe cannot be asked, and undone when Stripe says otherwise', async () => {
    const account = await accountOf()
    await shop.breakStripe({ match: { method: 'GET', path: '/v1/accounts' }, kind: 'status', status: 500, times: 2 })
    await expect(deliver('account.application.deauthorized', application, account)).rejects.toThrow()
    expect(await codeOf(at.storeId, await newRequest())).toBe('payments_not_active')
    await shop.mendStripe()
    await deliver('account.application.deauthorized', application, account)
    expect(await state()).toMatchObject({ chargesEnabled: true, disconnectedAt: null })
  })
})
