/** A merchant connects a server of theirs: it hears of orders at once, signed, and of nothing while it should not. */
import { expect, type Locator, type Page, test } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { type Consumer, type Received, startConsumer } from '../tests/webhooks/consumer'
import { logIn, watchForErrors } from './support/browser'
import { checkout, handles, orderSchema, product, shopperWith } from './support/buying'
import { demoStore, runtime, Shopper } from './support/platform'

const STORE = 'harbor-books'
/** One consumer that hangs may hold up others by no more. */
const MAX_DELAY_MS = 5_000

let consumer: Consumer

test.beforeEach(async () => {
  consumer = await startConsumer()
})
test.afterEach(() => consumer.stop())

async function openRoom(page: Page): Promise<void> {
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  await page.goto(`${runtime().platformUrl}/admin/${STORE}/settings/webhooks`)
}

/** Adds a webhook for orders that are placed and answers its secret; ends on its page. */
async function addWebhook(page: Page, url: string): Promise<string> {
  await page.getByRole('link', { name: 'Add webhook' }).click()
  await page.getByLabel('URL').fill(url)
  await page.getByRole('checkbox', { name: 'An order is placed' }).check()
  await page.getByRole('button', { name: 'Add webhook' }).click()
  const secret = await page.getByText(/^whsec_/).textContent()
  await page.getByRole('link', { name: 'Open the webhook' }).click()
  await expect(page.getByRole('heading', { name: url })).toBeVisible()
  return secret ?? ''
}

async function removeWebhook(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Delete webhook' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete webhook' }).click()
  await page.waitForURL(/\/settings\/webhooks$/)
}

/** The newest delivery once it has this text: its answer is written down a moment after the consumer gave it. */
async function newestOnce(page: Page, text: string | RegExp): Promise<Locator> {
  const row = page.getByRole('row').nth(1)
  await expect(async () => {
    await page.reload()
    await expect(row).toContainText(text, { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  return row
}

async function order(): Promise<number> {
  const { host } = demoStore(STORE)
  for (const handle of await handles(new Shopper(host))) {
    const variant = (await product(new Shopper(host), handle)).variants.find(({ available }) => available)
    if (!variant) continue
    return orderSchema.parse((await checkout(await shopperWith(host, variant.id))).json()).order.id
  }
  throw new Error('nothing can be bought')
}

/** Deliveries about this order. */
const about = (orderId: number, at = consumer) => at.received.filter(({ body }) => JSON.parse(body).id === orderId)

/** Waits for the delivery that is about the order and follows those `known`. */
async function delivered(orderId: number, known = 0, at = consumer): Promise<Received> {
  await expect.poll(() => about(orderId, at).length, { timeout: 20_000 }).toBeGreaterThan(known)
  const one = about(orderId, at)[known]
  if (!one) throw new Error('nothing arrived')
  return one
}

test('an address is checked, its secret shown once, orders arrive signed and can be sent again', async ({ page }) => {
  const errors = watchForErrors(page)
  await openRoom(page)
  await expect(page.getByText('No webhooks yet')).toBeVisible()
  await page.getByRole('link', { name: 'Add webhook' }).click()
  await page.getByLabel('URL').fill('https://169.254.169.254/latest')
  await page.getByRole('button', { name: 'Add webhook' }).click()
  await expect(page.getByText('Choose at least one event.')).toBeVisible()
  await page.getByRole('button', { name: 'All of Orders' }).click()
  await page.getByRole('button', { name: 'Add webhook' }).click()
  await expect(page.getByText('169.254.169.254 is not an address on the public internet.')).toBeVisible()
  await expect(page.getByLabel('URL')).toBeFocused()
  await page.getByRole('link', { name: 'Cancel' }).click()

  const secret = await addWebhook(page, consumer.url)
  await page.reload()
  await expect(page.getByText(secret)).toHaveCount(0)

  await page.getByRole('button', { name: 'Send test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByText(/^Answered with 200 after \d+ ms\.$/)).toBeVisible()
  expect(consumer.received[0]?.headers).toMatchObject({ 'x-shopify-test': 'true', 'x-shopify-topic': 'orders/create' })
  await page.getByRole('button', { name: 'Close' }).click()

  consumer.answer((_, res) => res.writeHead(503, { 'content-type': 'text/plain' }).end('warehouse is closed'))
  const orderId = await order()
  const first = await delivered(orderId)
  new Webhook(secret).verify(first.body, first.headers)
  const row = await newestOnce(page, 'Answered with 503')
  await expect(row.getByText('Waiting')).toBeVisible()
  await row.getByRole('link').click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('warehouse is closed')).toBeVisible()
  await expect(drawer.getByText(/webhook-signature: v1,/)).toBeVisible()
  await expect(drawer.getByRole('button', { name: 'Waiting to be sent' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)

  consumer.answer(undefined)
  const second = await order()
  await delivered(second)
  await (await newestOnce(page, /orders\/create\s*Delivered/)).getByRole('link').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByText('It is sent again')).toBeVisible()
  const again = await delivered(second, 1)
  expect(again.headers['webhook-id']).toBe(about(second)[0]?.headers['webhook-id'])
  await page.keyboard.press('Escape')
  await removeWebhook(page)
  expect(errors).toEqual([])
})

test('a secret is replaced, a webhook paused and resumed, a time sent again', async ({ page }) => {
  const errors = watchForErrors(page)
  const witness = await startConsumer()
  await openRoom(page)
  await addWebhook(page, witness.url)
  await page.getByRole('link', { name: 'Webhooks' }).first().click()
  const old = await addWebhook(page, consumer.url)
  await page.getByRole('button', { name: 'Replace secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replace secret' }).click()
  const fresh = (await page.getByText(/^whsec_/).textContent()) ?? ''
  await page.getByRole('button', { name: 'Done' }).click()
  const early = await order()
  const { body, headers } = await delivered(early)
  new Webhook(old).verify(body, headers)
  new Webhook(fresh).verify(body, headers)
  await page.getByRole('button', { name: 'Stop using the old one' }).click()
  await expect(page.getByText('The old secret is no longer used')).toBeVisible()

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText(/^Paused: what happens now is not sent/)).toBeVisible()
  const missed = await order()
  await delivered(missed, 0, witness)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  const late = await order()
  const later = await delivered(late)
  expect(() => new Webhook(old).verify(later.body, later.headers)).toThrow()
  expect(about(missed)).toEqual([])

  await newestOnce(page, 'Delivered')
  await page.getByRole('button', { name: 'Send again…' }).click()
  await page.getByLabel('Which').selectOption('all')
  await page.getByRole('button', { name: 'Send again', exact: true }).click()
  await expect(page.getByText('2 deliveries are sent again')).toBeVisible()
  await expect.poll(() => [early, late].map((each) => about(each).length), { timeout: 20_000 }).toEqual([2, 2])
  await removeWebhook(page)
  await page.getByRole('link', { name: witness.url }).click()
  await removeWebhook(page)
  await expect(page.getByText('No webhooks yet')).toBeVisible()
  await witness.stop()
  expect(errors).toEqual([])
})

test('a consumer that hangs holds up another by less than five seconds', async ({ page }) => {
  const hanging = await startConsumer()
  hanging.answer(() => {})
  await openRoom(page)
  await addWebhook(page, hanging.url)
  await page.getByRole('link', { name: 'Webhooks' }).first().click()
  await addWebhook(page, consumer.url)
  for (let round = 0; round < 3; round++) {
    const { headers, at } = await delivered(await order())
    expect(at - Date.parse(headers['x-shopify-triggered-at'] ?? '')).toBeLessThan(MAX_DELAY_MS)
  }
  expect(hanging.received.length).toBeGreaterThan(0)
  await removeWebhook(page)
  await page.getByRole('link', { name: hanging.url }).click()
  await removeWebhook(page)
  await hanging.stop()
})
