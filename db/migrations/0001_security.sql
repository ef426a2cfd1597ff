-- What drizzle-kit does not write: FORCE, grants, functions. tests/isolation walks pg_catalog and fails when a table that
-- a later migration adds misses any of it.

-- The owner is bound by the policies too: a migration or a SECURITY DEFINER function that forgets a store sees no rows.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
  LOOP EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t); END LOOP;
END $$;
--> statement-breakpoint

-- The request path. Columns that only the platform may change (status, plan, Stripe account, subdomain) are not granted.
GRANT SELECT ON stores, memberships, custom_domains TO stoa_app;--> statement-breakpoint
GRANT UPDATE (name, email, locale, tax_inclusive, tax_shipping, redirect_to_primary, settings, updated_at) ON stores TO stoa_app;--> statement-breakpoint
GRANT SELECT ON store_counters TO stoa_app;--> statement-breakpoint
GRANT UPDATE (next_order_number) ON store_counters TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON themes, pages, domain_claims, products, variants, product_images, collections,
  collection_products, inventory_levels, discounts, shipping_zones, shipping_rates, tax_rates, carts, cart_items TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT ON inventory_movements, fulfillments, fulfillment_items TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON customers, checkout_requests, processed_events TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON stock_reservations TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT ON orders, order_items, payments TO stoa_app;--> statement-breakpoint
GRANT UPDATE (payment_status, fulfillment_status, updated_at) ON orders TO stoa_app;--> statement-breakpoint
GRANT UPDATE (fulfilled_quantity) ON order_items TO stoa_app;--> statement-breakpoint
GRANT UPDATE (status, captured_at) ON payments TO stoa_app;--> statement-breakpoint
GRANT INSERT ON outbox TO stoa_app;--> statement-breakpoint

-- The named cross-store tables and jobs.
GRANT SELECT, INSERT, UPDATE ON users, stores TO stoa_platform;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON user_sessions, custom_domains TO stoa_platform;--> statement-breakpoint
GRANT INSERT ON store_counters, themes, shipping_zones, shipping_rates TO stoa_platform;--> statement-breakpoint
GRANT SELECT, INSERT ON memberships TO stoa_platform;--> statement-breakpoint
GRANT SELECT, UPDATE, DELETE ON domain_claims TO stoa_platform;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO stoa_platform;--> statement-breakpoint
GRANT SELECT (store_id, id, status, expires_at, updated_at, created_at, stripe_account_id, payment_intent_id) ON checkout_requests TO stoa_platform;--> statement-breakpoint
GRANT SELECT (store_id, id, order_id, attempt_id, status, created_at, stripe_account_id, payment_intent_id) ON payments TO stoa_platform;--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO stoa_app, stoa_platform;--> statement-breakpoint

-- Hot rows: room on the page for in-place updates.
ALTER TABLE store_counters SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE inventory_levels SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE checkout_requests SET (fillfactor = 80);--> statement-breakpoint

GRANT SELECT (id, subdomain, status, primary_domain, redirect_to_primary) ON stores TO stoa_definer;--> statement-breakpoint
GRANT SELECT (store_id, domain, verified_at) ON custom_domains TO stoa_definer;--> statement-breakpoint
GRANT SELECT (store_id, id, status, published_at, search) ON products TO stoa_definer;--> statement-breakpoint

-- Host -> store by exact match: the application role can neither list hosts nor range over them.
CREATE FUNCTION resolve_store(p_subdomain text, p_domain text)
RETURNS TABLE (store_id bigint, slug text, status text, primary_domain text, redirect_to_primary boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.subdomain, s.status, s.primary_domain, s.redirect_to_primary FROM stores s
  WHERE p_subdomain IS NOT NULL AND s.subdomain = p_subdomain AND s.status <> 'closed'
  UNION ALL
  SELECT s.id, s.subdomain, s.status, s.primary_domain, s.redirect_to_primary
  FROM custom_domains d JOIN stores s ON s.id = d.store_id
  WHERE p_domain IS NOT NULL AND d.domain = p_domain AND d.verified_at IS NOT NULL AND s.status <> 'closed'
  LIMIT 1
$$;
--> statement-breakpoint

-- Full-text search: `@@` is not leakproof, so under row-level security the GIN index would not be used. The store's filter
-- is inside; every word must match as a prefix.
CREATE FUNCTION search_products(p_query text, p_limit int, p_offset int)
RETURNS TABLE (product_id bigint, rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH words AS (
    SELECT to_tsquery('simple', string_agg(w || ':*', ' & ')) AS q
    FROM (SELECT w FROM unnest(regexp_split_to_array(lower(left(p_query, 200)), '[^[:alnum:]]+')) w WHERE w <> '' LIMIT 8) AS parts
  )
  SELECT p.id, ts_rank(p.search, words.q) FROM products p, words
  WHERE p.store_id = nullif(current_setting('app.current_store_id', true), '')::bigint
    AND p.status = 'active' AND p.search @@ words.q
  ORDER BY 2 DESC, p.id DESC LIMIT least(greatest(p_limit, 0), 100) OFFSET least(greatest(p_offset, 0), 10000)
$$;
--> statement-breakpoint
ALTER FUNCTION resolve_store(text, text) OWNER TO stoa_definer;--> statement-breakpoint
ALTER FUNCTION search_products(text, int, int) OWNER TO stoa_definer;--> statement-breakpoint
SET ROLE stoa_definer;--> statement-breakpoint
REVOKE ALL ON FUNCTION resolve_store(text, text), search_products(text, int, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION resolve_store(text, text), search_products(text, int, int) TO stoa_app;--> statement-breakpoint
SET ROLE stoa_owner;
