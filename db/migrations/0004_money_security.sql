-- Walls, grants and triggers of the tables that 0003 added. tests/isolation walks pg_catalog and fails for what is missing.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relrowsecurity AND NOT c.relforcerowsecurity
  LOOP EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t); END LOOP;
END $$;
--> statement-breakpoint

-- The request path. Money rows are added to, and only their state moves.
GRANT UPDATE (country, time_zone, tax_provider) ON stores TO stoa_app;--> statement-breakpoint
GRANT UPDATE (refunded_minor, refunded_shipping_minor, cancelled_at, note, tags) ON orders TO stoa_app;--> statement-breakpoint
GRANT UPDATE (cancelled_quantity, refunded_quantity, returned_quantity) ON order_items TO stoa_app;--> statement-breakpoint
GRANT UPDATE (refunded_minor, charge_id) ON payments TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_orders, saved_views, notification_settings, webhook_subscriptions,
  abandoned_checkouts, low_stock_alerts TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON discount_redemptions TO stoa_app;--> statement-breakpoint
GRANT SELECT, INSERT ON refunds, refund_items, returns, return_items, order_cancellations, disputes, order_events,
  ledger_transactions, ledger_entries, webhook_deliveries, webhook_attempts, dead_letters, audit_log TO stoa_app;--> statement-breakpoint
GRANT UPDATE (status, stripe_refund_id, failure_message, fee_minor, updated_at) ON refunds TO stoa_app;--> statement-breakpoint
GRANT UPDATE (status, reason, tracking_number, received_at, updated_at) ON returns TO stoa_app;--> statement-breakpoint
GRANT UPDATE (restocked_quantity) ON return_items TO stoa_app;--> statement-breakpoint
GRANT UPDATE (refund_id) ON order_cancellations TO stoa_app;--> statement-breakpoint
GRANT UPDATE (amount_minor, reason, status, evidence_due_at, updated_at) ON disputes TO stoa_app;--> statement-breakpoint
GRANT UPDATE (balance_transaction_id) ON ledger_transactions TO stoa_app;--> statement-breakpoint
GRANT UPDATE (status, attempts, next_attempt_at, last_status_code, last_error, updated_at) ON webhook_deliveries TO stoa_app;--> statement-breakpoint
GRANT UPDATE (payload, error, replayed_at) ON dead_letters TO stoa_app;--> statement-breakpoint

-- The named jobs across stores: which rows are due, never what is in them.
GRANT SELECT (amount_minor, refunded_minor, charge_id, currency) ON payments TO stoa_platform;--> statement-breakpoint
GRANT SELECT (store_id, id, order_id, payment_id, status, updated_at, stripe_refund_id) ON refunds TO stoa_platform;--> statement-breakpoint
GRANT SELECT (store_id, id, subscription_id, status, next_attempt_at, created_at), UPDATE (next_attempt_at), DELETE ON webhook_deliveries TO stoa_platform;--> statement-breakpoint
GRANT SELECT (store_id, cart_id, status, due_at) ON abandoned_checkouts TO stoa_platform;--> statement-breakpoint
GRANT SELECT, UPDATE (replayed_at) ON dead_letters TO stoa_platform;--> statement-breakpoint
GRANT SELECT, INSERT ON audit_log TO stoa_platform;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON stripe_events TO stoa_platform;--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO stoa_app, stoa_platform;--> statement-breakpoint

-- A ledger transaction that does not sum to zero does not commit.
CREATE FUNCTION check_ledger_balance() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE total bigint;
BEGIN
  SELECT sum(amount_minor) INTO total FROM ledger_entries
  WHERE store_id = NEW.store_id AND transaction_id = NEW.transaction_id;
  IF total <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % does not balance: %', NEW.transaction_id, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_ledger_balance();--> statement-breakpoint

-- The audit log: who (the transaction's `app.actor`, "kind:id:ip"; `system` where none is set) changed which columns of what.
-- Migrations and seeds, which no role of the application runs, are not recorded.
CREATE FUNCTION record_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  quiet CONSTANT text[] := array['store_id', 'created_at', 'updated_at', 'version', 'search', 'times_used', 'failures', 'fulfilled_quantity'];
  secret CONSTANT text[] := array['secret', 'previous_secret', 'verification_token', 'token', 'password_hash'];
  was jsonb; is_now jsonb; row_now jsonb; column_name text; store bigint; key text; actor text[]; previous text; at timestamptz := clock_timestamp();
  b jsonb := '{}'; a jsonb := '{}';
BEGIN
  IF current_user NOT IN ('stoa_app', 'stoa_platform') THEN RETURN NULL; END IF;
  was := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
  is_now := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
  row_now := CASE WHEN TG_OP = 'DELETE' THEN was ELSE is_now END;
  FOR column_name IN SELECT jsonb_object_keys(row_now) LOOP
    CONTINUE WHEN column_name = ANY (quiet) OR was -> column_name IS NOT DISTINCT FROM is_now -> column_name;
    IF column_name = ANY (secret) THEN
      b := b || jsonb_build_object(column_name, CASE WHEN was ? column_name THEN '***' END);
      a := a || jsonb_build_object(column_name, CASE WHEN is_now ? column_name THEN '***' END);
    ELSE
      b := b || jsonb_build_object(column_name, CASE WHEN length((was -> column_name)::text) > 1000 THEN to_jsonb(left(was ->> column_name, 1000) || '…') ELSE was -> column_name END);
      a := a || jsonb_build_object(column_name, CASE WHEN length((is_now -> column_name)::text) > 1000 THEN to_jsonb(left(is_now ->> column_name, 1000) || '…') ELSE is_now -> column_name END);
    END IF;
  END LOOP;
  IF a = '{}' AND b = '{}' THEN RETURN NULL; END IF;
  store := (row_now ->> CASE WHEN TG_TABLE_NAME = 'stores' THEN 'id' ELSE 'store_id' END)::bigint;
  key := coalesce(row_now ->> 'id', row_now ->> 'domain', row_now ->> 'kind', row_now ->> 'user_id',
    nullif(concat_ws('/', row_now ->> 'collection_id', row_now ->> 'product_id', row_now ->> 'order_id'), ''), '');
  actor := regexp_split_to_array(coalesce(nullif(current_setting('app.actor', true), ''), 'system::'), ':');
  -- One writer a store at a time: each hash covers the one before it.
  PERFORM pg_advisory_xact_lock(7204512, (store % 2147483647)::int);
  SELECT hash INTO previous FROM audit_log WHERE store_id = store ORDER BY id DESC LIMIT 1;
  INSERT INTO audit_log (store_id, actor_kind, actor_id, ip, action, subject, subject_id, before, after, hash, created_at)
  VALUES (store, actor[1], nullif(actor[2], '')::bigint, nullif(array_to_string(actor[3:], ':'), ''), lower(TG_OP), TG_TABLE_NAME, key,
    CASE WHEN TG_OP <> 'INSERT' THEN b END, CASE WHEN TG_OP <> 'DELETE' THEN a END,
    encode(sha256(convert_to(concat_ws('|', coalesce(previous, ''), store, array_to_string(actor, ':'), lower(TG_OP), TG_TABLE_NAME, key,
      CASE WHEN TG_OP <> 'INSERT' THEN b END, CASE WHEN TG_OP <> 'DELETE' THEN a END, extract(epoch FROM at)), 'UTF8')), 'hex'), at);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY array['stores', 'memberships', 'themes', 'pages', 'custom_domains', 'domain_claims', 'products', 'variants',
    'product_images', 'collections', 'collection_products', 'discounts', 'shipping_zones', 'shipping_rates', 'tax_rates', 'fulfillments',
    'refunds', 'returns', 'order_cancellations', 'draft_orders', 'saved_views', 'webhook_subscriptions', 'notification_settings', 'order_events']
  LOOP
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION record_audit()', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit AFTER UPDATE OF note, tags, cancelled_at ON orders FOR EACH ROW EXECUTE FUNCTION record_audit();--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT ON inventory_movements FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION record_audit();
