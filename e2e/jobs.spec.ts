/** The operator's `jobs`: what waits, what was given up, and having that tried again, on the running platform. */
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { operator } from './support/operator'
import { demoStore, runtime } from './support/platform'

test('a given-up job is listed, tried again once, and gone', async () => {
  const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  const letter = {
    function_id: 'stoa-none',
    event_name: 'nobody.listens',
    event_id: `e2e-${Date.now()}`,
    error: 'gone',
  }
  const [row] =
    await sql`insert into dead_letters ${sql({ store_id: demoStore('kiln-and-clay').id, ...letter, payload: sql.json({}) })}
    returning id`
  await sql.end()
  const job = `function/${row?.id}`
  expect((await operator('jobs', 'dead')).split('\n')).toContain(job)
  expect(await operator('jobs', 'retry', job)).toContain('nobody.listens was sent')
  // How many others there are is not this test's to say.
  expect((await operator('jobs', 'dead')).split('\n')).not.toContain(job)
  const listed = JSON.parse(await operator('jobs', 'list', '--json'))
  expect(listed).toMatchObject({ ok: true, dead: { function: expect.any(Number) } })
  expect(listed.queues).toHaveLength(6)
})
