/** The proof of isolation finds nothing on the platform as it is, and finds each wall that is taken down. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { root } from '@/local/supervisor/root'
import { type Ground, verifyIsolation, verifyWalls } from '@/scripts/isolation/verify'
import { startAnotherServer } from './support/another-server'
import { buildWithFaults, type Fault } from './support/broken-build'
import { operator } from './support/operator'
import { runtime } from './support/platform'

const TIMEOUT_MS = 180_000
const BUILD_MS = 300_000

test('every table, route and action: nothing found', async () => {
  test.setTimeout(TIMEOUT_MS)
  const answer = JSON.parse(await operator('verify', 'isolation', '--json'))
  expect(answer).toMatchObject({ findings: 0 })
  expect(answer.subjects).toBeGreaterThan(120)
})

const BREACHES: [what: string, breach: string, repair: string, finding: RegExp][] = [
  [
    'a policy',
    'alter policy store_isolation on products using (true)',
    `alter policy store_isolation on products
       using (store_id = nullif(current_setting('app.current_store_id', true), '')::bigint)`,
    /products has 1 policies.*another text/,
  ],
  ['a grant', 'grant truncate on carts to stoa_app', 'revoke truncate on carts from stoa_app', /TRUNCATE on carts/],
]

for (const [what, breach, repair, finding] of BREACHES) {
  test(`${what} that is broken is found`, async () => {
    const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
    try {
      await sql.unsafe(breach)
      expect((await verifyWalls(runtime().databaseAdminUrl)).faults.join('\n')).toMatch(finding)
      await sql.unsafe(repair)
      expect((await verifyWalls(runtime().databaseAdminUrl)).faults).toEqual([])
    } finally {
      await sql.unsafe(repair)
      await sql.end()
    }
  })
}

/** What a careless change could do: an action for anybody in the team, a cache key without its store, a look-up by slug alone. */
const FAULTS: Fault[] = [
  {
    file: 'app/admin/[store]/orders/[id]/actions.ts',
    right: "merchantAction('orders.refund', refundSchema",
    wrong: "merchantAction('orders.read', refundSchema",
  },
  {
    file: 'app/_cache/cached.ts',
    right: 'JSON.stringify([name, storeId, ...args])',
    wrong: 'JSON.stringify([name, ...args])',
  },
]
const ADDED = {
  'app/storefront/[store]/json/forgotten/route.ts': "export const GET = () => new Response('nobody described this')\n",
  'app/admin/[store]/forgotten/actions.ts': `'use server'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
export const forgotten = merchantAction('orders.read', z.object({}), async () => null)
`,
  'app/admin/[store]/forgotten/page.tsx': `import { forgotten } from './actions'
export default function Forgotten() { return <form action={async () => { 'use server'; await forgotten('x', {}) }} /> }
`,
}

test('an action’s permission, a cache key, and whatever nobody described are found', async () => {
  test.setTimeout(BUILD_MS)
  const folder = join(root, '.data-broken-build')
  const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  mkdirSync(join(folder), { recursive: true })
  try {
    await buildWithFaults(folder, FAULTS, ADDED)
    const server = await startAnotherServer(folder)
    try {
      const ground: Ground = {
        port: server.port,
        platformHost: new URL(runtime().platformUrl).host,
        storesDomain: runtime().storesDomain,
        adminUrl: runtime().databaseAdminUrl,
        dist: join(folder, '.next'),
      }
      const { findings } = await verifyIsolation({ tables: 0, faults: [] }, ground)
      const all = findings.join('\n')
      expect(all).toMatch(/actions\.ts#refund: staff, who lack orders\.refund got/)
      expect(all).toMatch(/route \/storefront\/\[store\]\/products\/\[handle\]: words of the other store show/)
      expect(all).toMatch(/route \/storefront\/\[store\]\/json\/forgotten: has no entry/)
      expect(all).toMatch(/action app\/admin\/\[store\]\/forgotten\/actions\.ts#forgotten: has no entry/)

      await sql`create table forgotten (store_id bigint not null, id bigint not null, primary key (store_id, id))`
      const covered = await verifyIsolation(await verifyWalls(runtime().databaseAdminUrl), ground)
      expect(covered.findings.join('\n')).toMatch(/table forgotten: has no row/)
      expect(covered.findings.join('\n')).toMatch(/forced on forgotten/)
    } finally {
      await sql`drop table if exists forgotten`
      await server.stop()
    }
  } finally {
    await sql.end()
    rmSync(folder, { recursive: true, force: true })
  }
})
