/** Payments that do not go straight: no funds, left at the bank's page, confirmed after their time. Each to its right end. */
import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { bringToCheckout, expectOrderPage, fillCheckout, pay } from './support/browser'
import { expectOneMail } from './support/mail'
import { operator } from './support/operator'
import { demoStore, runtime } from './support/platform'

const US = { country: 'US', province: 'OR', zip: '97201' }

let sql: postgres.Sql

test.beforeAll(() => {
  sql = postgres(runtime().databaseAdminUrl ?? '', { max: 1 })
})
test.afterAll(() => sql.end())

interface Attempt {
  id: string
  store_id: string
  status: string
}

async function attemptOf(email: string): Promise<Attempt> {
  const [row] = await sql<Attempt[]>`select id, store_id, status from checkout_requests where email = ${email}
    order by id desc limit 1`
  if (!row) throw new Error(`${email} has not tried to pay`)
  return row
}

/** Units of the book that may be sold. */
async function available(): Promise<number> {
  const [row] = await sql`select sum(l.available)::int as n from inventory_levels l
    join variants v on v.store_id = l.store_id and v.id = l.variant_id
    join products p on p.store_id = v.store_id and p.id = v.product_id
    where p.handle = 'a-clockmakers-winter' and l.tracked`
  return row?.n
}

/** Buys up to the bank's page and stays there. */
async function waitAtTheBank(page: Page, name: string): Promise<string> {
  const email = `${name}-${Date.now()}@example.test`
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email })
  await pay(page, /3-D Secure/)
  await expect(page.getByRole('button', { name: 'Complete' })).toBeVisible()
  return email
}

/** As a process that died between giving the stock back and cancelling the payment would leave it. */
async function loseTheCancellation({ id, store_id }: Attempt): Promise<void> {
  await sql.begin((tx) => [
    tx`with gone as (delete from stock_reservations where store_id = ${store_id} and attempt_id = ${id} returning *)
      update inventory_levels l set available = l.available + g.quantity from gone g
      where l.store_id = g.store_id and l.variant_id = g.variant_id`,
    tx`update checkout_requests set status = 'cancelled' where store_id = ${store_id} and id = ${id}`,
  ])
}

test('a card without funds says so, and another card pays', async ({ page }) => {
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email: `funds-${Date.now()}@example.test` })
  await pay(page, /9995/)
  await expect(page.getByText(/insufficient funds.* You have not been charged\./i)).toBeVisible()
  await pay(page, /4242/)
  await expectOrderPage(page)
})

test('a shopper who leaves the bank’s page: payment cancelled, stock back, and told so on return', async ({ page }) => {
  const before = await available()
  const email = await waitAtTheBank(page, 'left')
  expect(await available()).toBe(before - 1)
  const { id, store_id } = await attemptOf(email)
  await page.goto('about:blank')
  await sql`update checkout_requests set expires_at = expires_at - interval '20 minutes',
    updated_at = updated_at - interval '20 minutes' where store_id = ${store_id} and id = ${id}`
  await operator('checkouts', 'sweep')
  // The sweep of the minute may have it in its hands already.
  await expect.poll(async () => (await attemptOf(email)).status).toBe('cancelled')
  await expect.poll(available).toBe(before)
  await page.goto(`http://${demoStore('harbor-books').host}/checkout/return?attempt=${id}`)
  await expect(page.getByText(/not confirmed in time/)).toBeVisible()
})

test('a payment confirmed after its time is an order while there is stock', async ({ page }) => {
  const email = await waitAtTheBank(page, 'late')
  await loseTheCancellation(await attemptOf(email))
  await page.getByRole('button', { name: 'Complete' }).click()
  const { number } = await expectOrderPage(page)
  await expectOneMail(email, new RegExp(`#${number} confirmed`))
})

test('a payment confirmed after the goods were sold goes back, and the shopper is told and mailed', async ({
  page,
}) => {
  const email = await waitAtTheBank(page, 'sold')
  const attempt = await attemptOf(email)
  await loseTheCancellation(attempt)
  const sold = await sql`update inventory_levels l set available = 0 from variants v, products p, inventory_levels was
    where v.store_id = l.store_id and v.id = l.variant_id and p.store_id = v.store_id and p.id = v.product_id
      and p.handle = 'a-clockmakers-winter' and was.store_id = l.store_id and was.variant_id = l.variant_id
    returning l.store_id, l.variant_id, was.available as units`
  try {
    await page.getByRole('button', { name: 'Complete' }).click()
    await expect(page.getByText(/returned in full/)).toBeVisible({ timeout: 30_000 })
    expect((await attemptOf(email)).status).toBe('refunded')
    await expectOneMail(email, /was returned/)
  } finally {
    for (const { store_id, variant_id, units } of sold) {
      await sql`update inventory_levels set available = ${units} where store_id = ${store_id} and variant_id = ${variant_id}`
    }
  }
})
