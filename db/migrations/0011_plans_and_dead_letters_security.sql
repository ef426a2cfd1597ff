-- A store whose plan is not paid answers like a suspended one. The same list of states is isPaused() in lib/plans/table.ts.
GRANT SELECT (plan_status) ON stores TO stoa_definer;--> statement-breakpoint
SET ROLE stoa_definer;--> statement-breakpoint
CREATE OR REPLACE FUNCTION resolve_store(p_subdomain text, p_domain text)
RETURNS TABLE (store_id bigint, slug text, status text, primary_domain text, redirect_to_primary boolean, locked boolean, former boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.subdomain,
    CASE WHEN s.status = 'active' AND s.plan_status IN ('unpaid', 'canceled') THEN 'suspended' ELSE s.status END,
    s.primary_domain, s.redirect_to_primary, s.password_hash IS NOT NULL, false FROM stores s
  WHERE p_subdomain IS NOT NULL AND s.subdomain = p_subdomain AND s.status <> 'closed'
  UNION ALL
  SELECT s.id, s.subdomain,
    CASE WHEN s.status = 'active' AND s.plan_status IN ('unpaid', 'canceled') THEN 'suspended' ELSE s.status END,
    s.primary_domain, s.redirect_to_primary, s.password_hash IS NOT NULL, false
  FROM custom_domains d JOIN stores s ON s.id = d.store_id
  WHERE p_domain IS NOT NULL AND d.domain = p_domain AND d.verified_at IS NOT NULL AND s.status <> 'closed'
  UNION ALL
  SELECT s.id, s.subdomain,
    CASE WHEN s.status = 'active' AND s.plan_status IN ('unpaid', 'canceled') THEN 'suspended' ELSE s.status END,
    s.primary_domain, s.redirect_to_primary, s.password_hash IS NOT NULL, true
  FROM former_slugs f JOIN stores s ON s.id = f.former_store
  WHERE p_subdomain IS NOT NULL AND f.slug = p_subdomain AND f.redirects_until > now() AND s.status <> 'closed'
  LIMIT 1
$$;
--> statement-breakpoint
SET ROLE stoa_owner;--> statement-breakpoint

-- Dead letters: how often one gave up, and forgetting those that were replayed long ago.
GRANT UPDATE (attempts) ON dead_letters TO stoa_app;--> statement-breakpoint
GRANT DELETE ON dead_letters TO stoa_platform;
