/**
 * The embedded server against the deaths it must survive. Real servers with full durability, each in a temporary folder.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, expect, it } from 'vitest'
import { runServer } from '@/local/postgres/cluster'
import { findPlace } from '@/local/postgres/place'
import { type Postgres, startPostgres } from '@/local/postgres/server'
import { freePort } from '@/local/supervisor/ports'
import { isAlive, waitUntilGone } from '@/local/supervisor/processes'

const TIMEOUT_MS = 60_000
const folders: string[] = []
const servers: Postgres[] = []
let lines: string[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.destroy()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  lines = []
})

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-postgres-test-'))
  folders.push(folder)
  return folder
}

async function start(dataDir: string, port?: number): Promise<Postgres> {
  const server = await startPostgres({ dataDir, port, log: (line) => lines.push(line) })
  servers.push(server)
  return server
}

async function query(url: string, text: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

it('keeps committed rows over a clean stop and a second start', { timeout: TIMEOUT_MS }, async () => {
  const dataDir = newDataDir()
  const first = await start(dataDir)
  await query(first.adminUrl, 'create table sold (n int); insert into sold values (1), (2)')
  await first.stop()
  expect(isAlive(first.pid)).toBe(false)
  const second = await start(dataDir)
  expect(await query(second.adminUrl, 'select count(*)::int as n from sold')).toEqual([{ n: 2 }])
})

it('comes back on the same port by itself after kill -9 of the server', { timeout: TIMEOUT_MS }, async () => {
  const server = await start(newDataDir())
  await query(server.adminUrl, 'create table sold (n int); insert into sold values (7)')
  process.kill(server.pid, 'SIGKILL')
  expect(await waitUntilGone(server.pid, 5_000)).toBe(true)
  expect(await eventually(() => query(server.adminUrl, 'select n from sold'))).toEqual([{ n: 7 }])
  expect(lines.join('\n')).toMatch(/starting it again/)
})

it('stops and replaces a server that an earlier run left behind', { timeout: TIMEOUT_MS }, async () => {
  const dataDir = newDataDir()
  const first = await start(dataDir)
  await query(first.adminUrl, 'create table sold (n int); insert into sold values (3)')
  await first.stop()
  const log = (line: string) => lines.push(line)
  const place = findPlace(dataDir, log)
  const data = join(place.folder, 'data')
  const logFile = join(dataDir, 'logs', 'orphan.log')
  const orphan = await runServer({ place, data, port: await freePort(), logFile, durability: 'full', log })
  const second = await start(dataDir)
  expect(lines.join('\n')).toContain(`an earlier run left behind (pid ${orphan.pid})`)
  expect(isAlive(orphan.pid)).toBe(false)
  expect(await query(second.adminUrl, 'select n from sold')).toEqual([{ n: 3 }])
})

it('is not fooled by the pid file of another process', { timeout: TIMEOUT_MS }, async () => {
  const dataDir = newDataDir()
  const first = await start(dataDir)
  await first.stop()
  const { folder } = findPlace(dataDir, () => {})
  writeFileSync(join(folder, 'data', 'postmaster.pid'), `${process.pid}\n${folder}/data\n`)
  const second = await start(dataDir)
  expect(await query(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('ends with the process that started it, kill -9 included', { timeout: TIMEOUT_MS }, async () => {
  const dataDir = newDataDir()
  const program = `import { startPostgres } from './local/postgres/server.ts'
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
    process.send({ pid })`
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [message] = (await once(holder, 'message')) as [{ pid: number }]
  expect(isAlive(message.pid)).toBe(true)
  holder.kill('SIGKILL')
  expect(await waitUntilGone(message.pid, 10_000)).toBe(true)
  await start(dataDir)
})

it('gives the roles no more than db/roles.sql says', { timeout: TIMEOUT_MS }, async () => {
  const dataDir = newDataDir()
  const server = await start(dataDir)
  const roles = await query(
    server.adminUrl,
    "select rolname from pg_roles where (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) and rolname like 'stoa%'",
  )
  expect(roles).toEqual([])
  for (const url of [server.appUrl, server.platformUrl]) {
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    await expect(query(url, 'create table mine (n int)')).rejects.toMatchObject({ code: '42501' })
  }
  const wrong = new URL(server.appUrl)
  wrong.password = 'guessed'
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
})

it('is durable: fsync, full_page_writes and synchronous_commit are on', { timeout: TIMEOUT_MS }, async () => {
  const server = await start(newDataDir())
  const rows = await query(
    server.adminUrl,
    "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories') order by name",
  )
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    synchronous_commit: 'on',
    unix_socket_directories: '',
  })
})

it('runs two folders side by side, each with passwords of its own', { timeout: TIMEOUT_MS }, async () => {
  const [a, b] = [newDataDir(), newDataDir()]
  const [one, two] = await Promise.all([start(a), start(b)])
  expect(one.port).not.toBe(two.port)
  expect(readFileSync(join(a, 'secrets.json'), 'utf8')).not.toBe(readFileSync(join(b, 'secrets.json'), 'utf8'))
  await expect(query(one.adminUrl.replace(String(one.port), String(two.port)), 'select 1')).rejects.toMatchObject({
    code: '28P01',
  })
})
