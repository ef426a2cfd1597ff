/**
 * `stoa verify isolation`: the walls as the database's catalogs tell them, then the differential over every table, route and
 * server action that the build holds. What nobody has described is a finding, so that a new room cannot be forgotten.
 */
import postgres from 'postgres'
import { isolationFaults, storeTables } from '@/db/verify-isolation'
import { FIXTURES } from '@/tests/isolation/fixtures'
import { closeConnections } from './client'
import type { Subject } from './comparison'
import { changedTables, Differential, type Place } from './differential'
import { readInventory } from './inventory'
import { ACTIONS } from './probes/actions'
import { DESK } from './probes/desk'
import { OPERATOR } from './probes/operator'
import { SHOP } from './probes/shop'
import { checksums, makeStores, removeStores } from './two-stores'

export interface Ground extends Place {
  /** Superuser of the running platform's embedded database. */
  adminUrl: string
  /** The build that the server at `port` serves. */
  dist: string
}

export interface Report {
  walls: { tables: number; faults: string[] }
  subjects: Subject[]
  findings: string[]
  seconds: number
}

/** What the catalogs say of the walls; needs any role of the database. */
export async function verifyWalls(databaseUrl: string): Promise<Report['walls']> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    return { tables: (await storeTables(sql)).length, faults: await isolationFaults(sql) }
  } finally {
    await sql.end()
  }
}

/** The whole proof. `walls` are those of the database in question, `ground` the platform that the stores are made on. */
export async function verifyIsolation(walls: Report['walls'], ground: Ground): Promise<Report> {
  const began = performance.now()
  const subjects = await compareAll(ground)
  const findings = [
    ...walls.faults,
    ...subjects.flatMap(({ kind, name, findings }) => findings.map((finding) => `${kind} ${name}: ${finding}`)),
  ]
  return { walls, subjects, findings, seconds: (performance.now() - began) / 1_000 }
}

async function compareAll(ground: Ground): Promise<Subject[]> {
  const inventory = readInventory(ground.dist)
  const sql = postgres(ground.adminUrl, { max: 2, onnotice: () => {} })
  try {
    const missing = (await storeTables(sql)).filter(({ table }) => !FIXTURES[table])
    if (missing.length > 0) return missing.map(({ table }) => uncoveredTable(table))
    const stores = await makeStores(sql)
    try {
      const before = await checksums(sql, stores.victim.id)
      const differential = new Differential(ground, stores, inventory)
      await differential.begin()
      const routes: Record<string, (typeof DESK)[string]> = { ...DESK, ...OPERATOR, ...SHOP }
      const subjects: Subject[] = []
      for (const name of inventory.routes) subjects.push(await differential.route(name, routes[name]))
      for (const name of inventory.actions.keys()) subjects.push(await differential.action(name, ACTIONS[name]))
      return [...(await changedTables(sql, stores.victim.id, before)), ...subjects]
    } finally {
      await removeStores(sql)
    }
  } finally {
    closeConnections()
    await sql.end()
  }
}

function uncoveredTable(table: string): Subject {
  return {
    kind: 'table',
    name: table,
    how: 'not covered',
    answers: 0,
    findings: ['has no row in tests/isolation/fixtures'],
  }
}
