/**
 * db/roles.sql as a managed provider's admin runs it: CREATEROLE, owner of the database, no superuser. The cluster has
 * Stoa's roles already, so the file is run under other names.
 */
import { readFile } from 'node:fs/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { databaseUrl, TEST_PASSWORD } from '@/tests/support/postgres'

const PREFIX = `managed${process.pid}`
const ROLES = ['admin', 'app', 'platform', 'migrator', 'definer', 'owner'].map((role) => `${PREFIX}_${role}`)
const root = postgres(inject('pgAdminUrl'), { max: 1, onnotice: () => {} })

beforeAll(async () => {
  await root.unsafe(`create role ${PREFIX}_admin login createrole createdb password '${TEST_PASSWORD}'`)
  await root.unsafe(`create database ${PREFIX} owner ${PREFIX}_admin`)
})
afterAll(async () => {
  await root.unsafe(`drop database ${PREFIX} with (force)`)
  await root.unsafe(`drop role if exists ${ROLES.join(', ')}`)
  await root.end()
})

it('needs no superuser, may be run twice, and closes functions to everybody', async () => {
  const file = await readFile(new URL('../../db/roles.sql', import.meta.url), 'utf8')
  const admin = postgres(databaseUrl(inject('pgAdminUrl'), PREFIX, `${PREFIX}_admin`), { max: 1, onnotice: () => {} })
  try {
    for (let run = 0; run < 2; run++) await admin.unsafe(file.replaceAll('stoa_', `${PREFIX}_`))
    await admin.unsafe(`set role ${PREFIX}_owner; create function secret() returns int language sql as 'select 1'`)
    const [may] = await admin`select has_function_privilege(${`${PREFIX}_app`}, 'secret()', 'execute') as run`
    expect(may?.run).toBe(false)
  } finally {
    await admin.end()
  }
})
