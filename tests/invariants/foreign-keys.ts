/** Nothing belongs to two stores: every foreign key found in pg_catalog is walked, rows past row-level security. */
import type postgres from 'postgres'

/** Pairs of child and parent whose stores differ, for every foreign key between two tables of stores. */
export async function foreignKeyViolations(sql: postgres.Sql): Promise<{ keys: number; found: string[] }> {
  const keys = await sql`
    select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
      array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.i) as from_columns,
      array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.i) as to_columns
    from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
      and exists (select from pg_attribute where attrelid = c.conrelid and attname = 'store_id')
      and exists (select from pg_attribute where attrelid = c.confrelid and attname = 'store_id')`
  const found: string[] = []
  for (const { name, child, parent, from_columns, to_columns } of keys) {
    // Joined without the store's column, which is what the key itself compares: by what names the row alone.
    const pairs = (from_columns as string[])
      .map((column, index) => [column, (to_columns as string[])[index]] as const)
      .filter(([column]) => column !== 'store_id')
    if (pairs.length === 0) continue
    const on = pairs.map(([from, to]) => `c."${from}" = p."${to}"`).join(' and ')
    const [row] = await sql.unsafe(
      `select count(*)::int as n from ${child} c where ${pairs
        .map(([from]) => `c."${from}" is not null`)
        .join(' and ')} and not exists (select from ${parent} p where ${on} and p.store_id = c.store_id)`,
    )
    if (row?.n > 0) found.push(`${name}: ${row?.n} rows of ${child} lead to another store's ${parent}`)
  }
  return { keys: keys.length, found }
}
