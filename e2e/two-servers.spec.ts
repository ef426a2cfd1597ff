/** Several server processes on one database: each host its own content from the first request on, an edit seen by all. */
import { expect, type Page, test } from '@playwright/test'
import { type AnotherServer, startAnotherServer } from './support/another-server'
import { logIn } from './support/browser'
import { demoStore, http, runtime } from './support/platform'

/** An edit is seen by every process within this time. */
const SEEN_MS = 5_000
const REQUESTS = 1_000
const AT_ONCE = 16
const NAMES = { books: /Harbor Books|harbor-books/, clay: /Kiln (&|&amp;|&#x27;) Clay|kiln-and-clay/ }
/** Paths that both stores have. */
const PATHS = [
  '/',
  '/collections/all',
  '/collections/all?page=2',
  '/search?q=the',
  '/sitemap.xml',
  '/robots.txt',
  '/cart',
]

/** A page that nobody has asked for before, so that its own time (five minutes) is not over while it is watched. */
const FRESH = '/collections/all?sort_by=title-ascending'

const servers: AnotherServer[] = []
const books = () => demoStore('harbor-books')
const clay = () => demoStore('kiln-and-clay')

test.beforeAll(async () => {
  servers.push(await startAnotherServer(), await startAnotherServer())
})
test.afterAll(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

test('1,000 interleaved requests from cold start: every host always its own content', async () => {
  test.setTimeout(120_000)
  const wrong: string[] = []
  const one = async (index: number) => {
    const own = index % 2 === 0
    const path = PATHS[Math.floor(index / 4) % PATHS.length] ?? '/'
    const server = servers[Math.floor(index / 2) % servers.length]
    const host = own ? (index % 3 === 0 ? (books().customHost ?? '') : books().host) : clay().host
    const { status, text } = await http(host, path, { port: server?.port })
    const [mine, other] = own ? [NAMES.books, NAMES.clay] : [NAMES.clay, NAMES.books]
    if (status !== 200 || !mine.test(text) || other.test(text)) wrong.push(`${host}${path} answered ${status}`)
  }
  let next = 0
  const worker = async () => {
    while (next < REQUESTS) await one(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  expect(wrong).toEqual([])
})

test('an edit in one store is seen on every process, and the other store keeps its pages', async ({ page }) => {
  const handle = await someHandle()
  const ports = [runtime().port, ...servers.map(({ port }) => port)]
  const read = (store: { host: string }, path: string, port: number) => http(store.host, path, { port })
  const cached = async (store: { host: string }, path: string, port: number) =>
    (await read(store, path, port)).headers['x-nextjs-cache']
  for (const port of ports) {
    await read(books(), '/collections/all', port)
    await expect.poll(() => cached(books(), `/products/${handle}`, port)).toBe('HIT')
    await expect.poll(() => cached(clay(), FRESH, port)).toBe('HIT')
  }

  const former = await openProduct(page, handle)
  const title = `${former}, revised`
  await saveTitle(page, title)
  const edited = Date.now()
  await Promise.all(
    ports.flatMap((port) =>
      ['/collections/all', `/products/${handle}`].map((path) =>
        expect
          .poll(async () => (await read(books(), path, port)).text.includes(title), {
            timeout: SEEN_MS,
            intervals: [200],
          })
          .toBe(true),
      ),
    ),
  )
  console.log(`seen by ${ports.length} processes after ${Date.now() - edited} ms`)
  for (const port of ports) expect(await cached(clay(), FRESH, port)).toBe('HIT')
  await saveTitle(page, former)
  for (const port of ports) {
    await expect
      .poll(async () => (await read(books(), `/products/${handle}`, port)).text.includes(title), { timeout: SEEN_MS })
      .toBe(false)
  }
})

async function someHandle(): Promise<string> {
  const answer = await http(books().host, '/products.json?limit=1')
  const { products } = answer.json() as { products: { handle: string }[] }
  return products[0]?.handle ?? ''
}

/** Opens the product in the desk; its title. */
async function openProduct(page: Page, handle: string): Promise<string> {
  const product = (await http(books().host, `/products/${handle}.js`)).json() as { id: number; title: string }
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/products/${product.id}`)
  return product.title
}

async function saveTitle(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title', { exact: true }).first().fill(title)
  await page.getByRole('button', { name: /^Save/ }).first().click()
  // The editor begins anew with what was saved.
  await expect(page.locator('section[aria-label="Unsaved changes"]')).toHaveAttribute('inert')
}
