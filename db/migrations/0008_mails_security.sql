-- Mails: walls and grants. The jobs across stores see which rows are due and not whose they are.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relrowsecurity AND NOT c.relforcerowsecurity
  LOOP EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t); END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON mail_unsubscribes TO stoa_app;--> statement-breakpoint
GRANT SELECT (id, created_at), DELETE ON abandoned_checkouts TO stoa_platform;--> statement-breakpoint
GRANT SELECT (store_id, pending, mailed_at) ON low_stock_alerts TO stoa_platform;--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO stoa_app, stoa_platform;
