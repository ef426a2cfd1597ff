/**
 * The walls between stores, read back from the system catalogs of a running database: what db/store-table.ts and the
 * migrations promise, asked of PostgreSQL itself. Run by tests/isolation on every change, and by whoever doubts a database.
 * Each check answers one row a fault; an empty list means that every wall stands.
 */
import type postgres from 'postgres'

/** Tables without a store, by name and on purpose. `stores` itself is walled by its own id. */
const PLATFORM_TABLES = [
  'former_slugs',
  'operator_actions',
  'platform_operators',
  'provider_calls',
  'schema_migrations',
  'stripe_events',
  'user_sessions',
  'users',
]
const NAMED_TABLES = ['stores', ...PLATFORM_TABLES]
/** Where the platform role has a policy: the named cross-store tables and jobs. Carts, products, customers and order lines are not. */
const PLATFORM_DOORS = [
  'abandoned_checkouts',
  'audit_log',
  'checkout_requests',
  'custom_domains',
  'dead_letters',
  'domain_claims',
  'former_slugs',
  'low_stock_alerts',
  'memberships',
  'operator_actions',
  'outbox',
  'payments',
  'platform_operators',
  'provider_calls',
  'refunds',
  'shipping_rates',
  'shipping_zones',
  'store_counters',
  'stores',
  'stripe_events',
  'themes',
  'user_sessions',
  'users',
  'webhook_deliveries',
]
/** Unique across stores, and harmless: written by the platform role alone, so a store learns nothing by colliding. */
const GLOBAL_UNIQUE = ['custom_domains_domain_unique', 'stores_subdomain_unique', 'stores_pkey']
const DEFINER_FUNCTIONS = [
  'purge_store(bigint,integer)',
  'resolve_store(text,text)',
  'search_products(text,integer,integer)',
]
/** May be executed by the platform role, and by no other. */
const PLATFORM_FUNCTIONS = ['purge_store(bigint,integer)']
/** Foreign keys that leave the stores' tables: who a person is, is the platform's knowledge. */
const TO_USERS = [
  'memberships_user_id_users_id_fk',
  'platform_operators_user_id_users_id_fk',
  'stores_owner_id_users_id_fk',
  'user_sessions_user_id_users_id_fk',
]

const WALL = `(store_id = (NULLIF(current_setting('app.current_store_id'::text, true), ''::text))::bigint)`
const STORES_WALL = WALL.replace('store_id =', 'id =')

type Check = (sql: postgres.Sql | postgres.TransactionSql) => Promise<readonly { fault: string }[]>
type Sql = Parameters<Check>[0]

/** Every fault found, as a sentence; [] when the stores are walled off. Needs a role that sees the catalogs: any. */
export async function isolationFaults(sql: Sql): Promise<string[]> {
  const faults: string[] = []
  for (const check of CHECKS) for (const row of await check(sql)) faults.push(row.fault)
  return faults
}

/** Tables that belong to stores, `stores` included, with the column that says whose a row is. */
export async function storeTables(sql: Sql): Promise<{ table: string; column: 'store_id' | 'id' }[]> {
  const rows = await sql<{ table: string; column: 'store_id' | 'id' }[]>`
    select relname::text as table, case when relname = 'stores' then 'id' else 'store_id' end as column
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and (relname = 'stores' or exists (select from pg_attribute
        where attrelid = pg_class.oid and attname = 'store_id' and not attisdropped))
    order by 1`
  return [...rows]
}

const CHECKS: Check[] = [
  (sql) => sql`
    select format('table %s belongs to no store and is not one of the named platform tables', c.oid::regclass) as fault
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
      and not (n.nspname = 'public' and (c.relname in ${sql(NAMED_TABLES)} or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped)))`,

  (sql) => sql`
    select format('row-level security is not both enabled and forced on %s', relname) as fault
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations'
      and not (relrowsecurity and relforcerowsecurity)`,

  (sql) => sql`
    select format('%s.store_id is not a bigint that must be given', c.relname) as fault
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (a.atttypid <> 'bigint'::regtype or not a.attnotnull or a.atthasdef or a.attidentity <> '')`,

  // For the application role: one policy, its text, nothing beside it. Permissive policies are ORed, so a second one is a hole.
  (sql) => sql`
    with wanted as (
      select c.relname, case when c.relname = 'stores' then ${STORES_WALL} else ${WALL} end as wall from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ${sql(PLATFORM_TABLES)}
    ), found as (
      select w.relname, count(p.policyname) as n,
        bool_and(p.permissive = 'PERMISSIVE' and p.cmd = 'ALL' and p.qual = w.wall and p.with_check = w.wall) as right_text
      from wanted w left join pg_policies p on p.schemaname = 'public' and p.tablename = w.relname
        and p.roles && array['stoa_app', 'public']::name[]
      group by 1
    )
    select format('%s has %s policies for the application role (one wanted), or one with another text', relname, n) as fault
    from found where n <> 1 or not right_text`,

  (sql) => sql`
    select format('policy %s on %s is for %s, who may have none there', policyname, tablename, array_to_string(roles, ', ')) as fault
    from pg_policies where schemaname = 'public' and not (roles = '{stoa_app}' and policyname = 'store_isolation')
      and not (roles = '{stoa_platform}' and tablename in ${sql(PLATFORM_DOORS)})
      and not (roles = '{stoa_definer}' and cmd = 'SELECT' and tablename in ('stores', 'custom_domains', 'former_slugs', 'products'))
      and not (roles = '{stoa_definer}' and policyname = 'purge_door' and tablename not in ${sql(PLATFORM_TABLES)}
        and qual = case when tablename = 'stores' then ${STORES_WALL} else ${WALL} end and with_check = qual)`,

  // What cannot be purged outlives its store.
  (sql) => sql`
    select format('%s cannot be emptied when its store is deleted: the policy purge_door or DELETE for stoa_definer is missing', c.relname) as fault
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname not in ${sql(PLATFORM_TABLES)}
      and not (has_table_privilege('stoa_definer', c.oid, 'DELETE') and exists (
        select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and p.policyname = 'purge_door'))`,

  (sql) => sql`
    select format('policy %s on %s is restrictive: Citus would turn it into a permissive one', policyname, tablename) as fault
    from pg_policies where permissive <> 'PERMISSIVE'`,

  (sql) => sql`
    select format('unique index %s of %s does not lead with store_id', i.indexrelid::regclass, c.relname) as fault
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and i.indisunique and c.relname not in ${sql(PLATFORM_TABLES)}
      and x.relname not in ${sql(GLOBAL_UNIQUE)}
      and (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) is distinct from 'store_id'`,

  (sql) => sql`
    select format('%s has no primary key', c.relname) as fault from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,

  // Foreign-key checks bypass row-level security: only a key that carries the store cannot cross stores.
  (sql) => sql`
    select format('foreign key %s from %s to %s does not carry the store', f.conname, f.conrelid::regclass, f.confrelid::regclass) as fault
    from pg_constraint f join pg_class target on target.oid = f.confrelid
    where f.contype = 'f' and f.conname not in ${sql(TO_USERS)} and not exists (
      select from unnest(f.conkey, f.confkey) as k(ours, theirs)
      join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.ours and a.attname = 'store_id'
      join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.theirs
        and b.attname = case when target.relname = 'stores' then 'id' else 'store_id' end)`,

  (sql) => sql`
    select format('view %s runs with its owner''s rights: security_invoker is missing', c.oid::regclass) as fault
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema')
      and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)`,

  (sql) => sql`
    select format('materialized view %s: row-level security does not reach it', oid::regclass) as fault
    from pg_class where relkind = 'm'`,

  (sql) => sql`
    select format('function %s is SECURITY DEFINER and not one of the listed ones as they should be', p.oid::regprocedure) as fault
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and not (
      p.oid::regprocedure::text in ${sql(DEFINER_FUNCTIONS)} and p.proowner = 'stoa_definer'::regrole
      and p.proconfig is not distinct from array['search_path=public, pg_temp'])
    union all
    select format('function %s is missing', name) from unnest(${DEFINER_FUNCTIONS}::text[]) as name
    where not exists (select from pg_proc where oid = to_regprocedure(name) and prosecdef)`,

  // An extension's functions are everybody's by design and hold no rights; ours are named grants.
  (sql) => sql`
    select format('function %s may be executed by %s', p.oid::regprocedure, coalesce(r.rolname, 'everybody')) as fault
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
      left join pg_roles r on r.oid = g.grantee
    where n.nspname = 'public' and g.grantee <> p.proowner
      and not (r.rolname is not distinct from case when p.oid::regprocedure::text in ${sql(PLATFORM_FUNCTIONS)}
          then 'stoa_platform' else 'stoa_app' end and p.oid::regprocedure::text in ${sql(DEFINER_FUNCTIONS)})
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,

  (sql) => sql`
    select format('role %s has an attribute that passes walls', rolname) as fault from pg_roles
    where rolname like 'stoa\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
    union all
    select format('role %s is missing', name) from unnest(array['stoa_owner', 'stoa_app', 'stoa_platform', 'stoa_definer']) name
    where not exists (select from pg_roles where rolname = name)
    union all
    select format('role %s is a member of %s', m.member::regrole, m.roleid::regrole) from pg_auth_members m
    where m.member in (select oid from pg_roles where rolname in ('stoa_app', 'stoa_platform', 'stoa_definer'))`,

  (sql) => sql`
    select format('%s owns %s', c.relowner::regrole, c.oid::regclass) as fault from pg_class c
    where c.relowner in ('stoa_app'::regrole, 'stoa_platform'::regrole, 'stoa_definer'::regrole)
      or (c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relowner <> 'stoa_owner'::regrole)
    union all
    select format('%s owns function %s', proowner::regrole, oid::regprocedure) from pg_proc
    where proowner in ('stoa_app'::regrole, 'stoa_platform'::regrole)`,

  (sql) => sql`
    select format('%s has %s on %s', case g.grantee when 0 then 'everybody' else g.grantee::regrole::text end,
      g.privilege_type, c.oid::regclass) as fault
    from pg_class c cross join lateral aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S') and (
      g.grantee = 0
      or (r.rolname in ('stoa_app', 'stoa_platform', 'stoa_definer')
        and g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE'))
      or (r.rolname = 'stoa_app' and c.relname in ${sql(PLATFORM_TABLES)})
      or (r.rolname = 'stoa_platform' and c.relkind <> 'S' and c.relname not in ${sql(PLATFORM_DOORS)})
      or (c.relkind = 'S' and r.rolname in ('stoa_app', 'stoa_platform') and g.privilege_type <> 'USAGE'))
    union all
    select format('%s has %s on a column of %s', case g.grantee when 0 then 'everybody' else g.grantee::regrole::text end,
      g.privilege_type, a.attrelid::regclass)
    from pg_attribute a cross join lateral aclexplode(a.attacl) g left join pg_roles r on r.oid = g.grantee
    where a.attrelid >= 16384 and (g.grantee = 0 or g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE'))`,

  (sql) => sql`
    select format('%s may create objects in schema public', name) as fault
    from unnest(array['stoa_app', 'stoa_platform', 'public']) name where has_schema_privilege(name, 'public', 'CREATE')
    union all
    select format('%s may create temporary tables or schemas', name)
    from unnest(array['stoa_app', 'stoa_platform', 'public']) name
    where has_database_privilege(name, current_database(), 'TEMPORARY, CREATE')`,
]
