-- The end of a store: what `purge_store` may remove, and host -> store with the mark of the shop's password.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND (c.relname = 'stores' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped))
  LOOP EXECUTE format('GRANT SELECT, DELETE ON %s TO stoa_definer', t); END LOOP;
END $$;
--> statement-breakpoint

-- Removes at most p_limit rows of each table of a store that was deleted and whose grace is over; how many rows went. Call it
-- until it answers 0: the last call that removes anything removes the store itself. Rows that others still hang on go in a
-- later round.
CREATE FUNCTION purge_store(p_store bigint, p_limit int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t text; n bigint; gone bigint := 0; left_over boolean := false; remains boolean;
BEGIN
  PERFORM set_config('app.current_store_id', p_store::text, true);
  PERFORM FROM stores WHERE id = p_store AND status = 'closed' AND delete_after <= now();
  IF NOT FOUND THEN
    PERFORM FROM stores WHERE id = p_store;
    IF NOT FOUND THEN RETURN 0; END IF;
    RAISE EXCEPTION 'store % is not due to be purged', p_store USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped)
    ORDER BY c.oid DESC
  LOOP
    BEGIN
      EXECUTE format('DELETE FROM %I WHERE store_id = $1 AND ctid = ANY (ARRAY(SELECT ctid FROM %I WHERE store_id = $1 LIMIT $2))', t, t)
        USING p_store, p_limit;
      GET DIAGNOSTICS n = ROW_COUNT;
      gone := gone + n;
    EXCEPTION WHEN foreign_key_violation THEN
      left_over := true;
    END;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE store_id = $1)', t) INTO remains USING p_store;
    left_over := left_over OR remains;
  END LOOP;
  IF NOT left_over THEN
    DELETE FROM stores WHERE id = p_store;
    gone := gone + 1;
  ELSIF gone = 0 THEN
    RAISE EXCEPTION 'store % has rows that cannot be removed', p_store USING ERRCODE = 'object_in_use';
  END IF;
  RETURN gone;
END $$;
--> statement-breakpoint
ALTER FUNCTION purge_store(bigint, int) OWNER TO stoa_definer;--> statement-breakpoint
SET ROLE stoa_definer;--> statement-breakpoint
REVOKE ALL ON FUNCTION purge_store(bigint, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION purge_store(bigint, int) TO stoa_platform;--> statement-breakpoint
DROP FUNCTION resolve_store(text, text);--> statement-breakpoint
SET ROLE stoa_owner;--> statement-breakpoint
CREATE FUNCTION resolve_store(p_subdomain text, p_domain text)
RETURNS TABLE (store_id bigint, slug text, status text, primary_domain text, redirect_to_primary boolean, lock text, former boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.subdomain,
    CASE WHEN s.status = 'active' AND s.plan_status IN ('unpaid', 'canceled') THEN 'suspended' ELSE s.status END,
    s.primary_domain, s.redirect_to_primary,
    left(encode(sha256(convert_to(s.password_hash, 'UTF8')), 'hex'), 16), found.former
  FROM (
    SELECT id, false AS former, 1 AS rank FROM stores WHERE p_subdomain IS NOT NULL AND subdomain = p_subdomain
    UNION ALL
    SELECT d.store_id, false, 1 FROM custom_domains d WHERE p_domain IS NOT NULL AND d.domain = p_domain AND d.verified_at IS NOT NULL
    UNION ALL
    SELECT f.former_store, true, 2 FROM former_slugs f WHERE p_subdomain IS NOT NULL AND f.slug = p_subdomain AND f.redirects_until > now()
  ) found JOIN stores s ON s.id = found.id
  WHERE s.status <> 'closed' ORDER BY found.rank LIMIT 1
$$;
--> statement-breakpoint
ALTER FUNCTION resolve_store(text, text) OWNER TO stoa_definer;--> statement-breakpoint
SET ROLE stoa_definer;--> statement-breakpoint
REVOKE ALL ON FUNCTION resolve_store(text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION resolve_store(text, text) TO stoa_app;--> statement-breakpoint
SET ROLE stoa_owner;
