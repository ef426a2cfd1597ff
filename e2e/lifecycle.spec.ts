/** Ctrl-C and kill -9: what was sold stays sold, and the next `npm start` sells on. Runs last; it stops the shared platform. */
import { expect, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, logIn, pay } from './support/browser'
import { expectOneMail } from './support/mail'
import { demoStore, http, runtime } from './support/platform'
import { killEverything, startPlatform, stopPlatform } from './support/process'

test.describe.configure({ mode: 'serial' })

const orders: { number: string; token: string }[] = []

for (const [how, end] of [
  ['the first start', async () => {}],
  ['Ctrl-C', stopPlatform],
  ['kill -9 of every process', killEverything],
] as const) {
  test(`after ${how}: earlier orders are there, a purchase works on both hosts, mail and admin too`, async ({
    page,
  }) => {
    test.setTimeout(180_000)
    await end()
    if (how !== 'the first start') console.log(`start after ${how}: ${await startPlatform()} ms`)
    const { host, customHost } = demoStore('harbor-books')
    for (const order of orders) expect((await http(host, `/orders/${order.token}`)).status).toBe(200)
    for (const at of [host, customHost ?? '']) {
      const email = `life-${Date.now()}@example.test`
      // Not what the tests before this one buy: there is no end to how many of them come, and one to the stock.
      await bringToCheckout(page, `http://${at}`, 'bread-before-seven')
      await fillCheckout(page, { email, country: 'US', province: 'OR', zip: '97201' })
      await pay(page)
      const order = await expectOrderPage(page)
      orders.push(order)
      await expectOneMail(email, new RegExp(`#${order.number} confirmed`))
    }
    const [merchant] = runtime().demo.merchants
    await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
    await page.goto(`${runtime().platformUrl}/admin/harbor-books/orders`)
    for (const { number } of orders) {
      await expect(page.getByRole('link', { name: `#${number}`, exact: true })).toBeVisible()
    }
  })
}
