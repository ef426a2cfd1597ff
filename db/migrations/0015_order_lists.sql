ALTER TABLE "customers" ADD COLUMN "name_key" text GENERATED ALWAYS AS (lower(regexp_replace(name, '^(.*\s)?(\S+)$', '\2 \1\2'))) STORED;--> statement-breakpoint
CREATE INDEX "customers_name_search" ON "customers" USING btree ("store_id","name_key" collate "C");--> statement-breakpoint
CREATE INDEX "orders_fulfillment" ON "orders" USING btree ("store_id","fulfillment_status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_refunded_list" ON "orders" USING btree ("store_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE refunded_minor > 0;--> statement-breakpoint
CREATE INDEX "orders_cancelled" ON "orders" USING btree ("store_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE cancelled_at is not null;--> statement-breakpoint
CREATE INDEX "orders_with_note" ON "orders" USING btree ("store_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE note <> '' or customer_note <> '';--> statement-breakpoint
CREATE INDEX "payments_unsettled" ON "payments" USING btree ("store_id","order_id") WHERE status <> 'captured';--> statement-breakpoint
-- Beginnings of addresses are ranges of the unique index, whatever language the database was made in.
ALTER TABLE "customers" ALTER COLUMN "email" TYPE text COLLATE "C";--> statement-breakpoint
-- A mail that was sent is no deed of the team's: only what somebody did is logged.
DROP TRIGGER audit ON order_events;--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT ON order_events FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION record_audit();
