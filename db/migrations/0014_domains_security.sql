-- Turns at the hosting provider: the platform's alone. The audit log tells what people and rules did to a domain, and keeps
-- quiet about each look at it, of which there are some every day.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relrowsecurity AND NOT c.relforcerowsecurity
  LOOP EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t); END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON provider_calls TO stoa_platform;--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO stoa_app, stoa_platform;--> statement-breakpoint
DROP TRIGGER audit ON custom_domains;--> statement-breakpoint
DROP TRIGGER audit ON domain_claims;--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE ON custom_domains FOR EACH ROW EXECUTE FUNCTION record_audit();--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR DELETE ON domain_claims FOR EACH ROW EXECUTE FUNCTION record_audit();--> statement-breakpoint
CREATE TRIGGER audit_change AFTER UPDATE ON custom_domains FOR EACH ROW
  WHEN (OLD.verified_at IS DISTINCT FROM NEW.verified_at OR OLD.certificate <> NEW.certificate OR OLD.failures < NEW.failures)
  EXECUTE FUNCTION record_audit();--> statement-breakpoint
CREATE TRIGGER audit_change AFTER UPDATE ON domain_claims FOR EACH ROW
  WHEN (OLD.status <> NEW.status OR OLD.verification_token <> NEW.verification_token) EXECUTE FUNCTION record_audit();
