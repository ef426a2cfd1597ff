/** A store's life as its owner lives it: it asks for a password, moves, closes, gives its data, opens again, and is to be deleted. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { unzipSync } from 'fflate'
import { operator } from './support/operator'
import { http, runtime } from './support/platform'

/** A change of hosts is seen within this time. */
const SEEN_MS = 5_000

test.describe.configure({ mode: 'serial' })

let page: Page
const slug = `life-${Date.now().toString(36)}`
const moved = `${slug}-moved`
const hostOf = (name: string) => `${name}.${runtime().storesDomain}`
const settings = (name: string) => `${runtime().platformUrl}/admin/${name}/settings/general`
const answers = async (name: string, path: string, sent = {}) => {
  const { status, headers } = await http(hostOf(name), path, { headers: sent })
  return `${status} ${(headers.location ?? '').replace(`http://${hostOf(name)}`, '')}`.trim()
}
const soon = { timeout: SEEN_MS, intervals: [200] }

/** What a click on this link of the page saves, under the name that it has to have. */
async function downloaded(link: string, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: link }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe(name)
  return readFileSync(await download.path())
}

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage()
  await page.goto(`${runtime().platformUrl}/signup`)
  await page.getByLabel('Your name').fill('Ida Lund')
  await page.getByLabel('E-mail').fill(`${slug}@example.test`)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: /create|sign up/i }).click()
  await page.waitForURL('**/stores**')
  await page.getByLabel('Store name').fill('Lund Lamps')
  await page.getByLabel('Address').fill('harbor-books')
  await page.getByLabel('Country').selectOption('Denmark')
  await page.getByRole('button', { name: /create|open/i }).click()
  await expect(page.getByText('This address is taken. Choose another one.')).toBeVisible()
  await expect(page.getByLabel('Country'), 'what was chosen is still chosen').toHaveValue('DK')
  await page.getByLabel('Address').fill(slug)
  await page.getByRole('button', { name: /create|open/i }).click()
  await page.waitForURL(`**/admin/${slug}**`)
})
test.afterAll(() => page.close())

test('with a password nothing is shown before it is entered, and a new one asks again', async ({ browser }) => {
  await page.goto(settings(slug))
  await page.getByLabel('Ask visitors for a password').check()
  await page.getByLabel('Shop password').fill('lanterns')
  await page.getByLabel('Message to visitors').fill('We open on the first of December.')
  await page.getByRole('button', { name: 'Save password' }).click()
  await expect(page.getByText('The shop asks for its password')).toBeVisible()

  await expect.poll(() => answers(slug, '/'), soon).toBe('307 /password')
  expect(await answers(slug, '/products/anything')).toBe('307 /password')
  for (const path of ['/products.json', '/cart.js', '/api/checkout']) expect(await answers(slug, path)).toBe('401')
  expect(await answers(slug, '/sitemap.xml')).toBe('307 /password')

  const shopper = await (await browser.newContext()).newPage()
  await shopper.goto(`http://${hostOf(slug)}/collections/all`)
  await expect(shopper.getByText('We open on the first of December.')).toBeVisible()
  await shopper.getByLabel('Password').fill('candles')
  await shopper.getByRole('button', { name: 'Enter the shop' }).click()
  await expect(shopper.getByText('This is not the password.')).toBeVisible()
  await shopper.getByLabel('Password').fill('lanterns')
  await shopper.getByRole('button', { name: 'Enter the shop' }).click()
  await shopper.waitForURL(`http://${hostOf(slug)}/`)
  await shopper.goto(`http://${hostOf(slug)}/collections/all`)
  await expect(shopper).toHaveURL(/collections\/all/)
  const cookie = (await shopper.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(await answers(slug, '/', { cookie })).toBe('200')

  await page.getByLabel('New password').fill('torches')
  await page.getByRole('button', { name: 'Save password' }).click()
  await expect(page.getByLabel('New password')).toHaveValue('')
  await expect.poll(() => answers(slug, '/', { cookie }), soon).toBe('307 /password')
  await shopper.goto(`http://${hostOf(slug)}/`)
  await expect(shopper).toHaveURL(/\/password$/)
  await shopper.context().close()

  await page.getByLabel('Ask visitors for a password').uncheck()
  await page.getByRole('button', { name: 'Save password' }).click()
  await expect.poll(() => answers(slug, '/'), soon).toBe('200')
})

test('moved to another address, the old one leads there', async () => {
  await page.goto(settings(slug))
  await page.getByLabel('Subdomain').fill('harbor-books')
  await page.getByRole('button', { name: 'Move the store' }).click()
  await expect(page.getByText('This address is taken. Choose another one.')).toBeVisible()
  await page.getByLabel('Subdomain').fill(moved)
  await page.getByRole('button', { name: 'Move the store' }).click()
  await page.waitForURL(settings(moved))
  await expect.poll(() => answers(moved, '/'), soon).toBe('200')
  await expect
    .poll(() => answers(slug, '/collections/all?page=2'), soon)
    .toBe(`308 http://${hostOf(moved)}/collections/all?page=2`)
})

test('closed, nobody finds it but its team, who may take everything along; open again, everybody', async () => {
  await page.goto(settings(moved))
  await page.getByRole('button', { name: 'Close the shop' }).click()
  await expect(page.getByText('This store is closed')).toBeVisible()
  await expect.poll(() => answers(moved, '/'), soon).toBe('404')
  const archive = unzipSync(await downloaded('Download everything', `${moved}-everything.zip`))
  expect(Object.keys(archive).sort()).toEqual(
    expect.arrayContaining(['customers.csv', 'orders.csv', 'products.csv', 'store.json']),
  )
  expect(JSON.parse(Buffer.from(archive['store.json'] ?? []).toString()).store).toMatchObject({ name: 'Lund Lamps' })
  await page.getByText('One file at a time').click()
  expect((await downloaded('customers.csv', `${moved}-customers.csv`)).toString()).toMatch(/^Customer ID,First Name,/)
  await page.getByRole('button', { name: 'Open the shop' }).click()
  await expect(page.getByText('This store is closed')).toBeHidden()
  await expect.poll(() => answers(moved, '/'), soon).toBe('200')
})

test('deleted, it goes after its grace and can be kept until then', async () => {
  await page.goto(settings(moved))
  const button = page.getByRole('button', { name: 'Delete the store' })
  await page.getByLabel(`Type ${moved} to delete the store`).fill('something else')
  await expect(button).toBeDisabled()
  await page.getByLabel(`Type ${moved} to delete the store`).fill(moved)
  await button.click()
  await expect(page.getByText(/Everything of this store is deleted on \d+ \w+ \d{4}/)).toBeVisible()
  await expect.poll(() => answers(moved, '/'), soon).toBe('404')
  await page.getByRole('button', { name: 'Keep and open the store' }).click()
  await expect.poll(() => answers(moved, '/'), soon).toBe('200')
})

test('an operator opens a store by command, and takes its data out', async ({ browserName: _ }, info) => {
  const [name, owner] = [`${slug}-hand`, `${slug}@example.test`]
  const made = JSON.parse(
    await operator('store', 'create', name, '--name', 'Lund Lanterns', '--email', owner, '--country', 'JP', '--json'),
  )
  expect(made).toMatchObject({ ok: true, slug: name, currency: 'JPY', url: `http://${hostOf(name)}` })
  expect(await answers(name, '/')).toBe('200')
  const folder = info.outputPath('export')
  const { counts } = JSON.parse(await operator('export', folder, '--store', name, '--json'))
  expect(counts).toMatchObject({ 'store.json': 1, 'products.csv': 0, 'media/': 0 })
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(counts)
      .map((file) => file.replace('/', ''))
      .sort(),
  )
  await expect(operator('export', folder, '--store', name)).rejects.toThrow(/is not empty/)
})
