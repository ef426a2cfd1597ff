/**
 * Five thousand hostile Host headers, as bytes on a socket, since a client library would refuse most of them: none makes the
 * server fail, and none shows a store that its canonical name does not belong to. The same ones each time (a fixed seed).
 */
import { expect, test } from '@playwright/test'
import { hostileHosts } from './support/hostile-hosts'
import { demoStore, runtime } from './support/platform'
import { type RawAnswer, sendRaw } from './support/raw-http'

const COUNT = 5_000
const PARALLEL = 24
const SEED = 20_261_124
const PATHS = ['/', '/cart.js', '/products.json?limit=1', '/collections/all', '/admin/harbor-books', '/api/health']

interface Shop {
  /** Canonical, without port. */
  names: string[]
  marks: RegExp
}

test('never fail the server and never show a store that the name does not belong to', async () => {
  test.setTimeout(180_000)
  const shops = ['harbor-books', 'kiln-and-clay'].map((slug): Shop => {
    const { host, customHost } = demoStore(slug)
    const names = [host, customHost].flatMap((name) => (name ? [name.replace(/:\d+$/, '')] : []))
    return { names, marks: slug === 'harbor-books' ? /Harbor Books|clockmaker/i : /Kiln (&|&amp;) Clay/ }
  })
  const known = shops.flatMap(({ names }) => names)
  const hosts = hostileHosts(SEED, COUNT, known, runtime().port)
  const statuses = new Map<number, number>()
  let reached = 0

  const wrong: string[] = []
  const judge = (host: Buffer, path: string, { status, body }: RawAnswer): void => {
    const shown = `${host.toString('latin1').slice(0, 120)} ${path} -> ${status}`
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status < 200 || status >= 500) wrong.push(shown)
    const name = plainName(host)
    if (isOwn(name)) return
    for (const shop of shops) {
      if (name !== null && shop.names.includes(name)) {
        reached += 1
        if (status === 200 && path === '/' && !shop.marks.test(body)) wrong.push(`${shown} does not show its own shop`)
      } else if (shop.marks.test(body)) wrong.push(`${shown} shows a shop that is not its own`)
    }
  }

  const work = hosts.entries()
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (const [index, host] of work) {
        const path = PATHS[index % PATHS.length] ?? '/'
        judge(host.bytes, path, await sendRaw(runtime().port, { ...host, path }))
      }
    }),
  )
  console.log(
    `${COUNT} hosts, ${reached} of them a shop’s own: ${[...statuses].map((pair) => pair.join(' x ')).join(', ')}`,
  )
  expect(wrong).toEqual([])
  // Some spellings are right, or the test would prove nothing.
  expect(reached).toBeGreaterThan(100)
  expect(statuses.get(404)).toBeGreaterThan(COUNT / 2)
})

/** What the header plainly says: lower case, without port and one dot at the end; null for anything that is no plain name. */
function plainName(host: Buffer): string | null {
  const match = /^([A-Za-z0-9.-]+?)\.?(?::(\d{1,5}))?$/.exec(host.toString('latin1'))
  return match?.[1] && Number(match[2] ?? 0) <= 65_535 ? match[1].toLowerCase() : null
}

/** The platform's own page names the demo's shops. */
function isOwn(name: string | null): boolean {
  return name === 'localhost'
}
