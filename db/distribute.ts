/**
 * From one PostgreSQL to many: what Citus has to be told so that each store's rows lie together on one node, in one
 * colocation group by `store_id`. What every node needs to know (who the users are, which host is whose) is copied to each.
 *
 * The order matters and is worked out from the catalogs: foreign keys from stores' tables to what is copied are taken away
 * first and put back last, since identity columns cannot be converted under them; parents are distributed before children.
 * Read against Citus 13.2 (docs.citusdata.com); a server without the extension is refused before anything is changed.
 */
import type postgres from 'postgres'
import { storeTables } from './verify-isolation'

/** Copied to every node: the platform's own tables, and the two that lead from a host to a store. */
const COPIED_STORE_TABLES = ['stores', 'custom_domains']
const LEFT_ALONE = ['schema_migrations']

export interface Step {
  /** What it is for, in words. */
  why: string
  statement: string
}

/** The steps for this database, in order. Nothing is changed. */
export async function planDistribution(sql: postgres.Sql): Promise<Step[]> {
  const walled = (await storeTables(sql)).map(({ table }) => table)
  const distributed = walled.filter((table) => !COPIED_STORE_TABLES.includes(table))
  const copied = (await allTables(sql)).filter((table) => !distributed.includes(table) && !LEFT_ALONE.includes(table))
  const keys = await foreignKeys(sql)
  const crossing = keys.filter(({ child, parent }) => distributed.includes(child) && copied.includes(parent))
  const backwards = keys.find(({ child, parent }) => copied.includes(child) && distributed.includes(parent))
  if (backwards)
    throw new Error(`${backwards.name} leads from what is copied to what is distributed, which Citus cannot hold`)
  const first = inOrder(distributed, keys)[0] ?? ''
  return [
    {
      why: 'the store of a transaction reaches the nodes, for its own length',
      statement: "alter role stoa_app set citus.propagate_set_commands = 'local'",
    },
    {
      why: 'the audit log is written by triggers beside the rows they watch',
      statement: 'set citus.enable_unsafe_triggers = on',
    },
    ...crossing.map(({ name, child, parent }) => ({
      why: `put back once ${parent} is on every node`,
      statement: `alter table ${child} drop constraint "${name}"`,
    })),
    ...inOrder(copied, keys).map((table) => ({
      why: 'on every node',
      statement: `select create_reference_table('${table}')`,
    })),
    ...inOrder(distributed, keys).map((table) => ({
      why: 'by store',
      statement:
        table === first
          ? `select create_distributed_table('${table}', 'store_id')`
          : `select create_distributed_table('${table}', 'store_id', colocate_with => '${first}')`,
    })),
    ...crossing.map(({ name, child, definition }) => ({
      why: 'as it was',
      statement: `alter table ${child} add constraint "${name}" ${definition}`,
    })),
  ]
}

/** Whether the server has the extension at all. */
export async function hasCitus(sql: postgres.Sql): Promise<boolean> {
  return (await sql`select from pg_available_extensions where name = 'citus'`).length > 0
}

/** Runs the steps on one connection. @throws at the first that fails, naming it */
export async function distribute(sql: postgres.Sql, steps: readonly Step[]): Promise<void> {
  await sql`create extension if not exists citus`
  for (const { statement } of steps) {
    try {
      await sql.unsafe(statement)
    } catch (error) {
      throw new Error(`"${statement}" failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

interface ForeignKey {
  name: string
  child: string
  parent: string
  definition: string
}

async function allTables(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`
  return rows.map(({ name }) => name)
}

async function foreignKeys(sql: postgres.Sql): Promise<ForeignKey[]> {
  const rows = await sql<ForeignKey[]>`select conname::text as name, conrelid::regclass::text as child,
      confrelid::regclass::text as parent, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by conname`
  return [...rows]
}

/** Parents before children. @throws when tables refer to each other in a circle */
function inOrder(tables: readonly string[], keys: readonly ForeignKey[]): string[] {
  const left = new Set(tables)
  const ordered: string[] = []
  while (left.size > 0) {
    const ready = [...left].filter((table) =>
      keys.every(({ child, parent }) => child !== table || parent === table || !left.has(parent)),
    )
    if (ready.length === 0) throw new Error(`these tables refer to each other in a circle: ${[...left].join(', ')}`)
    for (const table of ready) left.delete(table)
    ordered.push(...ready)
  }
  return ordered
}
