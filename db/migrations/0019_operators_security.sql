-- What an operator does to a store stands in that store's audit log too, by the trigger that writes everything there: the one
-- change to it is where a row of operator_actions says which store. Operator 0 is the platform itself: a purged store has no log.
CREATE OR REPLACE FUNCTION record_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
  store := (row_now ->> CASE TG_TABLE_NAME WHEN 'stores' THEN 'id' WHEN 'operator_actions' THEN 'target_store' ELSE 'store_id' END)::bigint;
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
CREATE TRIGGER audit AFTER INSERT ON operator_actions FOR EACH ROW
  WHEN (NEW.target_store IS NOT NULL AND NEW.operator_id > 0) EXECUTE FUNCTION record_audit();--> statement-breakpoint
-- Whoever is no operator any more has no row: taking the role away is one statement.
GRANT DELETE ON platform_operators TO stoa_platform;
