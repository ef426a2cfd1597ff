/** Custom domains in the browser and over HTTP, from the wish to the last visit, and one whose records vanish. */
import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { logIn } from './support/browser'
import { publish, unpublish } from './support/dns'
import { messagesTo } from './support/mail'
import { operatorLater } from './support/operator'
import { demoStore, http, runtime } from './support/platform'

const clay = () => demoStore('kiln-and-clay')
const books = () => demoStore('harbor-books')
const at = (domain: string) => `${domain}:${runtime().port}`
const HOUR_MS = 3_600_000
/** What a change of hosts may take to be seen, as the README promises. */
const SEEN_MS = 5_000

async function openRoom(page: Page): Promise<void> {
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  await page.goto(`${runtime().platformUrl}/admin/kiln-and-clay/settings/domains`)
}

test('a domain is added, missed, found without a reload, visited, redirected to, and gone when it is removed', async ({
  page,
}) => {
  const domain = 'shop.example.test'
  await unpublish(domain)
  await unpublish(`_stoa-verify.${domain}`)
  await openRoom(page)
  const redirect = page.getByRole('checkbox', { name: 'Send visitors to the primary address' })
  if (!(await redirect.isChecked())) await redirect.check()

  await page.getByRole('button', { name: 'Add domain' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Domain').fill(`kiln-and-clay.${runtime().storesDomain}`)
  await dialog.getByRole('button', { name: 'Add domain' }).click()
  await expect(dialog.getByText('belongs to the platform itself')).toBeVisible()
  await dialog.getByLabel('Domain').fill(' https://Shop.Example.TEST/ ')
  await dialog.getByRole('button', { name: 'Add domain' }).click()

  const card = page.getByRole('article', { name: domain })
  await expect(card.getByText('Waiting for DNS')).toBeVisible()
  await expect(card.getByText(/not found yet/)).toBeVisible()
  expect((await http(at(domain), '/')).status).toBe(404)
  const records = card.getByRole('list', { name: `Records for ${domain}` })
  await expect(records).toContainText(`_stoa-verify.${domain}`)
  const value = (await records.getByText(/^stoa-[0-9a-f]{32}$/).textContent()) ?? ''
  await page.evaluate(() => document.body.setAttribute('data-not-reloaded', 'yes'))

  await publish(`_stoa-verify.${domain}`, { txt: ['v=another'] })
  await card.getByRole('button', { name: 'Check now' }).click()
  await expect(card.getByText('holds another value: “v=another”')).toBeVisible()

  await publish(`_stoa-verify.${domain}`, { txt: [[value.slice(0, 10), value.slice(10)]] })
  await publish(domain, { a: ['127.0.0.1'] })
  await card.getByRole('button', { name: 'Check now' }).click()
  await expect(card.getByText('Verified')).toBeVisible()
  await expect(card.getByText('Primary', { exact: true })).toBeVisible()
  await expect(page.locator('body')).toHaveAttribute('data-not-reloaded', 'yes')

  const answer = () => http(clay().host, '/collections/all?page=2')
  await expect.poll(async () => (await http(at(domain), '/')).status, { timeout: SEEN_MS }).toBe(200)
  await expect.poll(async () => (await answer()).status, { timeout: SEEN_MS }).toBe(308)
  expect((await answer()).headers.location).toBe(`http://${at(domain)}/collections/all?page=2`)
  const visitor = await page.context().newPage()
  await visitor.goto(`http://${clay().host}/`)
  expect(visitor.url()).toBe(`http://${at(domain)}/`)
  await expect(visitor.getByRole('link', { name: 'Kiln & Clay' }).first()).toBeVisible()

  await card.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove domain' }).click()
  await expect(card).toBeHidden()
  await expect.poll(async () => (await http(at(domain), '/')).status, { timeout: SEEN_MS }).toBe(404)
  await expect.poll(async () => (await answer()).status, { timeout: SEEN_MS }).toBe(200)
  await visitor.goto(`http://${clay().host}/`)
  expect(visitor.url()).toBe(`http://${clay().host}/`)
})

test('a domain whose records vanish is let go after two warnings, and only a fresh token of its own helps the next store', async () => {
  test.setTimeout(180_000)
  const domain = 'dangling.example.test'
  const [old, fresh] = ['stoa-old-token', 'stoa-fresh-token']
  const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  const owner = String(
    (await sql`select u.email from users u join stores s on s.owner_id = u.id where s.id = ${clay().id}`)[0]?.email,
  )
  const earlier = (await messagesTo(owner)).map(({ id }) => id)
  const subjects = async () =>
    (await messagesTo(owner))
      .filter(({ id, subject }) => !earlier.includes(id) && subject.includes(domain))
      .map(({ subject }) => subject)
  const later = (hours: number) => operatorLater(hours * HOUR_MS, 'domain', 'recheck', domain)
  try {
    await sql`insert into domain_claims (store_id, domain, verification_token, expires_at) values
      (${clay().id}, ${domain}, ${old}, now() + interval '7 days')`
    await publish(`_stoa-verify.${domain}`, { txt: [old] })
    expect(await later(0)).toContain('kiln-and-clay: verified')
    await expect.poll(async () => (await http(at(domain), '/')).status, { timeout: SEEN_MS }).toBe(200)

    await unpublish(`_stoa-verify.${domain}`)
    expect(await later(25)).toContain('kiln-and-clay: failing')
    expect(await later(50)).toContain('kiln-and-clay: failing')
    expect((await http(at(domain), '/')).status).toBe(200)
    // The old record comes back for whoever took the name, and another store wants it.
    await sql`insert into domain_claims (store_id, domain, verification_token, expires_at) values
      (${books().id}, ${domain}, ${fresh}, now() + interval '7 days')`
    expect(await later(75)).toMatch(/kiln-and-clay: released[\s\S]*harbor-books: waiting/)
    await expect.poll(async () => (await http(at(domain), '/')).status, { timeout: SEEN_MS }).toBe(404)
    await publish(`_stoa-verify.${domain}`, { txt: [old] })
    expect(await later(75)).toMatch(/kiln-and-clay: ended[\s\S]*harbor-books: waiting/)
    await publish(`_stoa-verify.${domain}`, { txt: [old, fresh] })
    expect(await later(75)).toContain('harbor-books: verified')
    await expect.poll(async () => (await http(at(domain), '/')).text, { timeout: SEEN_MS }).toContain('Harbor Books')

    await expect.poll(async () => (await subjects()).length, { timeout: 30_000 }).toBe(3)
    expect((await subjects()).sort()).toEqual([
      `Please check the DNS records of ${domain}`,
      `Second warning: ${domain} is about to be disconnected`,
      `${domain} was disconnected from Kiln & Clay`,
    ])
  } finally {
    await sql`delete from custom_domains where domain = ${domain}`
    await sql`delete from domain_claims where domain = ${domain}`
    await sql`update stores set primary_domain = null where primary_domain = ${domain}`
    await sql.end()
  }
})

test('the proxy in front may get certificates for names that lead here, and for no others', async () => {
  const ask = async (domain: string, host = `127.0.0.1:${runtime().port}`) =>
    (await http(host, `/api/internal/certificate?domain=${encodeURIComponent(domain)}`)).status
  const slugHost = clay().host.replace(/:\d+$/, '')
  for (const name of ['books.example.test', slugHost, 'localhost', slugHost.toUpperCase()])
    expect([name, await ask(name)]).toEqual([name, 200])
  for (const name of ['', 'nobody.example.test', 'nobody.localhost', `a.${slugHost}`, '127.0.0.1', 'x'.repeat(300)]) {
    expect([name, await ask(name)]).toEqual([name, 404])
  }
  for (const host of [clay().host, books().customHost ?? '', 'nobody.example.test']) {
    expect([host, await ask('books.example.test', host)]).toEqual([host, 404])
  }
})
