-- The roles of Stoa, and what each may do to the database itself. Idempotent; run once by a superuser
-- (embedded: at every start; managed: by the provider's admin role) while connected to Stoa's database.
-- Passwords are set apart: ALTER ROLE stoa_app PASSWORD '...'.
--
--   stoa_owner     owns every object, nobody logs in as it
--   stoa_migrator  logs in for migrations only and does SET ROLE stoa_owner
--   stoa_app       the request path: one store per transaction, behind row-level security
--   stoa_platform  the named cross-store tables and jobs, by policies of its own
--   stoa_definer   owns the few SECURITY DEFINER functions, nobody logs in as it
--
-- No role is a superuser, none has BYPASSRLS. Needs nothing newer than PostgreSQL 15.
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM (VALUES
    ('stoa_owner', 'NOLOGIN'), ('stoa_migrator', 'LOGIN'), ('stoa_app', 'LOGIN'),
    ('stoa_platform', 'LOGIN'), ('stoa_definer', 'NOLOGIN')) AS wanted(name, login)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r.name) THEN
      EXECUTE format('CREATE ROLE %I %s NOCREATEDB NOCREATEROLE NOINHERIT', r.name, r.login);
    END IF;
  END LOOP;
  -- A managed provider's admin is no superuser. He made the roles, but sets their defaults (below) only as their member.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT stoa_owner, stoa_definer TO %I', current_user);
  END IF;
  IF NOT pg_has_role('stoa_migrator', 'stoa_owner', 'MEMBER') THEN GRANT stoa_owner TO stoa_migrator; END IF;
  IF NOT pg_has_role('stoa_owner', 'stoa_definer', 'MEMBER') THEN GRANT stoa_definer TO stoa_owner; END IF;
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO stoa_owner', current_database());
END $$;

-- A statement that outlives these is a fault, not a wait: the shop's other requests need the connection.
ALTER ROLE stoa_app SET statement_timeout = '5s';
ALTER ROLE stoa_app SET lock_timeout = '2s';
ALTER ROLE stoa_app SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE stoa_platform SET statement_timeout = '15s';
ALTER ROLE stoa_platform SET lock_timeout = '2s';
ALTER ROLE stoa_platform SET idle_in_transaction_session_timeout = '10s';

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO stoa_owner;
GRANT USAGE ON SCHEMA public TO stoa_app, stoa_platform;
GRANT USAGE, CREATE ON SCHEMA public TO stoa_definer;

-- EXECUTE on a new function is PUBLIC's by default: close that before the first function exists.
ALTER DEFAULT PRIVILEGES FOR ROLE stoa_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE stoa_definer REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A trusted extension: lets one GIN index lead with store_id.
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA public;
