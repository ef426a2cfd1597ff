/** What a store takes with it is everything it has, exactly, and nothing of anybody else. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actingAs } from '@/db/actor'
import { seedDemo } from '@/db/seed/demo'
import { readStore } from '@/db/store'
import { findBrokenEntry, listActivity } from '@/lib/audit/queries'
import { exportArchive } from '@/lib/export/archive'
import { beginExport } from '@/lib/export/begin'
import { unguarded } from '@/lib/export/cells'
import { exportToFolder, type FolderReport, prepareFolder } from '@/lib/export/folder'
import { ORDER_LINES_PAGE } from '@/lib/export/orders'
import { sha256 } from '@/lib/ids'
import { writeImage } from '@/lib/media/image-store'
import { parseDecimal } from '@/lib/money'
import { arrangeProduct } from '../support/catalog'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { insertOrders } from './long-past'

const HARBOR = 1
const KILN = 2
const folders = mkdtempSync(join(tmpdir(), 'stoa-export-'))
const never = new AbortController().signal
let db: TestDatabase
let yen: number
let empty: number

beforeAll(async () => {
  process.env.STOA_DATA_DIR = join(folders, 'data')
  db = await openTestDatabase()
  await seedDemo(
    async (tasks) => tasks.map((task) => ({ key: sha256(JSON.stringify(task)).slice(0, 32), width: 12, height: 15 })),
    () => {},
  )
  // Orders whose lines end within a page, at its end, and over several pages.
  const lines = [1, ORDER_LINES_PAGE - 1, 3, ORDER_LINES_PAGE * 2 + 5, 2]
  await insertOrders(db.admin, HARBOR, { lines, currency: 'USD', price: 1_999 })
  yen = await db.createStore('yen-shop', { currency: 'JPY' })
  await insertOrders(db.admin, yen, { lines: [2], currency: 'JPY', price: 1_200 })
  empty = await db.createStore('empty-shop')
})
afterAll(() => rmSync(folders, { recursive: true, force: true }))

interface Exported extends FolderReport {
  text(file: string): string
  /** Lines by column, as an importer reads them. */
  rows(file: string): Record<string, string>[]
}

let exports = 0
async function exported(storeId: number): Promise<Exported> {
  const folder = join(folders, `export-${++exports}`)
  await prepareFolder(folder)
  const report = await exportToFolder(await beginExport(storeId, 'everything'), folder, never)
  const text = (file: string) => readFileSync(join(folder, file), 'utf8')
  return { ...report, text, rows: (file) => rowsOf(text(file)) }
}

function rowsOf(text: string): Record<string, string>[] {
  const lines = parse<Record<string, string>>(text, { columns: true })
  return lines.map((line) => Object.fromEntries(Object.entries(line).map(([name, cell]) => [name, unguarded(cell)])))
}

describe.each([HARBOR, KILN])('the demo’s store %s', (storeId) => {
  it('takes every product with every variant, price, stock and picture', async () => {
    const { rows, counts, text } = await exported(storeId)
    const variants = await db.admin`select p.handle, v.sku, v.price_minor::int as price, l.available, l.tracked,
        v.option_values as options
      from variants v join products p using (store_id) join inventory_levels l using (store_id)
      where v.store_id = ${storeId} and p.id = v.product_id and l.variant_id = v.id order by p.id, v.position, v.id`
    const [{ currency } = {}] = await db.admin`select currency from stores where id = ${storeId}`
    const written = rows('products.csv').filter((row) => row['Variant Price'] !== '')
    expect(
      written.map((row) => [
        row.Handle,
        row['Variant SKU'],
        parseDecimal(row['Variant Price'] ?? '', currency),
        row['Variant Inventory Qty'],
        [row['Option1 Value'], row['Option2 Value'], row['Option3 Value']].filter((value) => value !== ''),
      ]),
    ).toEqual(
      variants.map(({ handle, sku, price, available, tracked, options }) => {
        const values = Object.values(options)
        return [
          handle,
          sku ?? '',
          price,
          tracked ? String(available) : '',
          values.length ? expect.arrayContaining(values) : ['Default Title'],
        ]
      }),
    )
    const [products] = await db.admin`select count(*)::int as n, md5(string_agg(title || status, '' order by id)) as sum
      from products where store_id = ${storeId}`
    expect(counts['products.csv']).toBe(products?.n)
    const firsts = rows('products.csv').filter((row) => row.Title !== '')
    const [same] = await db.admin`select md5(${firsts.map((row) => `${row.Title}${row.Status}`).join('')}) as sum`
    expect(same?.sum).toBe(products?.sum)
    const keys = await db.admin`select key from product_images where store_id = ${storeId}`
    for (const { key } of keys) expect(text('products.csv')).toContain(`/media/${key}/1440.webp`)
  })

  it('takes customers, collections, discounts, pages and settings', async () => {
    const { rows, text, counts } = await exported(storeId)
    const column = async (table: string, name: string) =>
      (await db.admin.unsafe(`select ${name} as it from ${table} where store_id = ${storeId} order by id`)).map(
        ({ it }) => it ?? '',
      )
    expect(rows('customers.csv').map((row) => row.Email)).toEqual(await column('customers', 'email'))
    expect(rows('discounts.csv').map((row) => row.Code)).toEqual(await column('discounts', 'code'))
    expect(rows('pages.csv').map((row) => row['Body (HTML)'])).toEqual(await column('pages', 'body_html'))
    const collections = await column('collections', 'handle')
    expect(new Set(rows('collections.csv').map((row) => row.Handle))).toEqual(new Set(collections))
    expect(counts['collections.csv']).toBe(collections.length)
    const [members] = await db.admin`select count(*)::int as n from collection_products where store_id = ${storeId}`
    expect(rows('collections.csv').filter((row) => row['Product Handle'] !== '')).toHaveLength(members?.n)
    const settings = JSON.parse(text('store.json'))
    expect(settings.store.slug).toBe(storeId === HARBOR ? 'harbor-books' : 'kiln-and-clay')
    expect(settings.shippingZones.length).toBeGreaterThan(0)
    expect(text('store.json')).not.toMatch(/acct_|password|secret|token/i)
  })

  it('takes nothing of the other', async () => {
    const { text, counts } = await exported(storeId)
    const others = await db.admin`select handle as it from products where store_id <> ${storeId}
      union select sku from variants where store_id <> ${storeId} and sku is not null
      union select key from product_images where store_id <> ${storeId}
      union select subdomain from stores where id <> ${storeId}
      except select handle from products where store_id = ${storeId}`
    expect(others.length).toBeGreaterThan(50)
    const everything = Object.keys(counts)
      .filter((file) => file !== 'media/')
      .map(text)
      .join('\n')
    expect(others.filter(({ it }) => everything.includes(it)).map(({ it }) => it)).toEqual([])
  })
})

describe('orders', () => {
  it.each([
    ['of more lines than a page', () => HARBOR, 'USD', ORDER_LINES_PAGE * 3 + 10, 19.99],
    ['of a currency without decimals', () => yen, 'JPY', 2, 1_200],
  ])(
    '%s: every line once, the order’s columns on its first, sums equal',
    async (_what, store, currency, count, price) => {
      const { rows, counts } = await exported(store())
      const lines = rows('orders.csv')
      const items = await db.admin`select i.sku, o.order_number::text as number from order_items i
      join orders o on o.store_id = i.store_id and o.id = i.order_id
      where i.store_id = ${store()} order by i.order_id, i.line_no`
      expect(items).toHaveLength(count)
      expect(lines.map((row) => [row['Lineitem sku'], row.Name])).toEqual(
        items.map(({ sku, number }) => [sku, `#${number}`]),
      )
      expect(new Set(lines.map((row) => row['Lineitem price']))).toEqual(new Set([String(price)]))
      const firsts = lines.filter((row) => row.Total !== '')
      const [sums] = await db.admin`select count(*)::int as n, sum(total_minor)::int as total,
      sum(subtotal_minor)::int as subtotal from orders where store_id = ${store()}`
      const sum = (column: string) =>
        firsts.reduce((all, row) => all + (parseDecimal(row[column] ?? '', currency) ?? Number.NaN), 0)
      expect([firsts.length, sum('Total'), sum('Subtotal')]).toEqual([sums?.n, sums?.total, sums?.subtotal])
      expect(counts['orders.csv']).toBe(sums?.n)
      expect(firsts[0]).toMatchObject({
        'Financial Status': 'paid',
        'Shipping Zip': '0123',
        'Shipping Phone': '+1 555 0100',
        'Payment Reference': 'pi_1',
        'Paid at': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000$/),
      })
      const [customer] = rows('customers.csv').filter((row) => row.Email === 'bea@example.test')
      expect(customer).toMatchObject({
        'First Name': 'Bea Maria',
        'Last Name': 'Buyer',
        'Total Orders': String(sums?.n),
      })
      expect(parseDecimal(customer?.['Total Spent'] ?? '', currency)).toBe(sums?.total)
    },
  )
})

it('neutralises what a spreadsheet would run, and gives it back to who reads it as it was', async () => {
  const hostile = [
    '=HYPERLINK("http://x")',
    '+1+2',
    '-2+3',
    '@SUM(A1)',
    "'=1",
    '\t=1',
    'a "quoted"\r\nline, and',
    '\r=1',
  ]
  const storeId = await db.createStore('hostile-shop')
  for (const [n, title] of hostile.entries()) {
    await arrangeProduct(db.admin, storeId, {
      handle: `p-${n}`,
      title,
      variants: [{ sku: `-${n}`, available: -n, policy: 'continue' }],
    })
  }
  const { text, rows } = await exported(storeId)
  expect(rows('products.csv').map((row) => row.Title)).toEqual(hostile)
  expect(rows('products.csv').map((row) => row['Variant SKU'])).toEqual(hostile.map((_, n) => `-${n}`))
  const cells = parse(text('products.csv')).slice(1).flat()
  const numbers = cells.filter((cell) => /^-\d+$/.test(cell))
  expect(numbers).toEqual(hostile.map((_, n) => `-${n}`).slice(1))
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !numbers.includes(cell))).toEqual([])
})

it('writes an empty store as headers and settings', async () => {
  const { counts, rows, text } = await exported(empty)
  expect(counts).toEqual({
    'store.json': 1,
    'products.csv': 0,
    'collections.csv': 0,
    'customers.csv': 0,
    'orders.csv': 0,
    'discounts.csv': 0,
    'pages.csv': 0,
    'media/': 0,
  })
  expect(rows('orders.csv')).toEqual([])
  expect(text('products.csv')).toMatch(/^Handle,Title,Body \(HTML\),Vendor,/)
})

describe('pictures', () => {
  it('go along once each; one that storage does not have is named', async () => {
    const key = (n: number) => String(n).repeat(32)
    const storeId = await db.createStore('picture-shop')
    await arrangeProduct(db.admin, storeId, { handle: 'a', images: [key(1), key(2)] })
    await arrangeProduct(db.admin, storeId, { handle: 'b', images: [key(1), key(3)] })
    await writeImage(storeId, key(1), 1440, Buffer.from('one'))
    await writeImage(storeId, key(3), 1440, Buffer.from('three'))
    const { missing, counts, text } = await exported(storeId)
    expect([counts['media/'], missing]).toEqual([2, [`${key(2)}.webp`]])
    expect(text(`media/${key(3)}.webp`)).toBe('three')

    const shop = await beginExport(storeId, 'everything.zip')
    const archive = unzipSync(await buffer(exportArchive(shop, never)))
    const inArchive = (name: string) => Buffer.from(archive[name] ?? []).toString()
    for (const file of Object.keys(counts).filter((name) => name.endsWith('.csv')))
      expect(inArchive(file)).toBe(text(file))
    expect(inArchive(`media/${key(1)}.webp`)).toBe('one')
    expect(inArchive('missing-pictures.txt')).toBe(`${key(2)}.webp\n`)
    expect(JSON.parse(inArchive('store.json')).store.slug).toBe('picture-shop')
  })
})

describe('an export that cannot be whole', () => {
  it('is not begun where something is', async () => {
    const folder = mkdtempSync(join(folders, 'used-'))
    writeFileSync(join(folder, 'mine.txt'), 'mine')
    await expect(prepareFolder(folder)).rejects.toThrow(/is not empty/)
    expect(readdirSync(folder)).toEqual(['mine.txt'])
  })

  it.each<[string, () => Promise<[number, AbortSignal, string]>]>([
    ['a product that no page holds', async () => [await storeWithHugeProduct(), never, 'more pictures']],
    ['one that took too long', async () => [HARBOR, AbortSignal.abort(new Error('too long')), 'too long']],
  ])('leaves no file that looks whole, and a zip that ends with an error: %s', async (_what, arrange) => {
    const [storeId, signal, reason] = await arrange()
    const folder = mkdtempSync(join(folders, 'broken-'))
    await prepareFolder(folder)
    const shop = await beginExport(storeId, 'everything')
    await expect(exportToFolder(shop, folder, signal)).rejects.toThrow(reason)
    expect(readdirSync(folder)).toEqual([])
    await expect(buffer(exportArchive(shop, signal))).rejects.toThrow(reason)
  })
})

async function storeWithHugeProduct(): Promise<number> {
  const storeId = await db.createStore('huge-shop')
  await arrangeProduct(db.admin, storeId, { handle: 'p', images: Array.from({ length: 251 }, (_, n) => `k${n}`) })
  return storeId
}

it('is written down before a byte is given: who, what, in the chain', async () => {
  const actor = { kind: 'user', id: 7, ip: '192.0.2.1' } as const
  await actingAs(actor, () => beginExport(empty, 'orders.csv'))
  const { entries } = await readStore(empty, (tx) => listActivity(tx, { action: 'store.exported' }))
  expect(entries[0]).toMatchObject({ actorKind: 'user', actorId: 7, ip: '192.0.2.1', after: { files: 'orders.csv' } })
  expect(entries[1]).toMatchObject({ actorKind: 'system', actorId: null, after: { files: 'everything' } })
  expect(await readStore(empty, findBrokenEntry)).toBeNull()
  await db.admin`update audit_log set after = '{}' where store_id = ${empty} and id = ${entries[0]?.id ?? 0}`
  expect(await readStore(empty, findBrokenEntry)).toBe(entries[0]?.id)
})
