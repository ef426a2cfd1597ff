/**
 * One PostgreSQL for the database tests, and a migrated template that each test file clones. STOA_TEST_PG_ADMIN_URL names
 * a server (superuser) to use in place of the embedded one.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '@/db/migrate'

declare module 'vitest' {
  export interface ProvidedContext {
    pgAdminUrl: string
    pgTemplate: string
  }
}

export const TEST_PASSWORD = 'test'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  const template = `stoa_template_${process.pid}`
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${template}`)
  const inside = postgres(databaseUrl(server.adminUrl, template), { max: 1, onnotice: () => {} })
  await inside.unsafe(await readFile(new URL('../../db/roles.sql', import.meta.url), 'utf8'))
  for (const role of ['stoa_app', 'stoa_platform', 'stoa_migrator']) {
    await inside.unsafe(`alter role ${role} password '${TEST_PASSWORD}'`)
  }
  await inside.end()
  await migrate(databaseUrl(server.adminUrl, template, 'stoa_migrator'))
  project.provide('pgAdminUrl', server.adminUrl)
  project.provide('pgTemplate', template)
  return async () => {
    await admin.unsafe(`drop database ${template} with (force)`)
    await admin.end()
    await server.stop()
  }
}

/** `adminUrl` with another database, and another user when `role` is given. */
export function databaseUrl(adminUrl: string, database: string, role?: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (role) {
    url.username = role
    url.password = TEST_PASSWORD
  }
  return url.toString()
}

async function startServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env.STOA_TEST_PG_ADMIN_URL
  if (given) return { adminUrl: given, stop: async () => {} }
  const { startPostgres } = await import('@/local/postgres/server')
  const dataDir = await mkdtemp(join(tmpdir(), 'stoa-test-pg-'))
  const server = await startPostgres({ dataDir, durability: 'off', log: () => {} })
  return {
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.destroy()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
