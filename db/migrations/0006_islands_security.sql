-- Operators, former addresses, closed and deleted stores: walls, grants, and the functions that pass them on purpose.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relrowsecurity AND NOT c.relforcerowsecurity
  LOOP EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t); END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (password_hash, password_message) ON stores TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON platform_operators TO stoa_platform;--> statement-breakpoint
GRANT SELECT, INSERT ON operator_actions TO stoa_platform;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON former_slugs TO stoa_platform;--> statement-breakpoint
GRANT INSERT ON domain_claims TO stoa_platform;--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO stoa_app, stoa_platform;--> statement-breakpoint

-- Host -> store, now with the shop's password and its former addresses.
GRANT SELECT (slug, former_store, redirects_until) ON former_slugs TO stoa_definer;--> statement-breakpoint
GRANT SELECT (password_hash) ON stores TO stoa_definer;--> statement-breakpoint
SET ROLE stoa_definer;--> statement-breakpoint
DROP FUNCTION resolve_store(text, text);--> statement-breakpoint
SET ROLE stoa_owner;--> statement-breakpoint
CREATE FUNCTION resolve_store(p_subdomain text, p_domain text)
RETURNS TABLE (store_id bigint, slug text, status text, primary_domain text, redirect_to_primary boolean, locked boolean, former boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.subdomain, s.status, s.primary_domain, s.redirect_to_primary, s.password_hash IS NOT NULL, false FROM stores s
  WHERE p_subdomain IS NOT NULL AND s.subdomain = p_subdomain AND s.status <> 'closed'
  UNION ALL
  SELECT s.id, s.subdomain, s.status, s.primary_domain, s.redirect_to_primary, s.password_hash IS NOT NULL, false
  FROM custom_domains d JOIN stores s ON s.id = d.store_id
  WHERE p_domain IS NOT NULL AND d.domain = p_domain AND d.verified_at IS NOT NULL AND s.status <> 'closed'
  UNION ALL
  SELECT s.id, s.subdomain, s.status, s.primary_domain, s.redirect_to_primary, s.password_hash IS NOT NULL, true
  FROM former_slugs f JOIN stores s ON s.id = f.former_store
  WHERE p_subdomain IS NOT NULL AND f.slug = p_subdomain AND f.redirects_until > now() AND s.status <> 'closed'
  LIMIT 1
$$;
--> statement-breakpoint
ALTER FUNCTION resolve_store(text, text) OWNER TO stoa_definer;--> statement-breakpoint
SET ROLE stoa_definer;--> statement-breakpoint
REVOKE ALL ON FUNCTION resolve_store(text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION resolve_store(text, text) TO stoa_app;--> statement-breakpoint
SET ROLE stoa_owner;
