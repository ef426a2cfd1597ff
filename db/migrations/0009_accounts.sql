ALTER TABLE "ledger_transactions" ADD COLUMN "stripe_account_id" text;--> statement-breakpoint
-- Until now a store had one account for ever: what is booked is that one's. The owner is bound by its own policies, but here.
ALTER TABLE "ledger_transactions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stores" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "ledger_transactions" t SET "stripe_account_id" = coalesce(s."stripe_account_id", '') FROM "stores" s WHERE s."id" = t."store_id";--> statement-breakpoint
ALTER TABLE "ledger_transactions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "stores" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ledger_transactions" ALTER COLUMN "stripe_account_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "tax_transaction_id" text;--> statement-breakpoint
CREATE INDEX "refunds_by_stripe" ON "refunds" USING btree ("stripe_refund_id");--> statement-breakpoint
CREATE INDEX "payments_by_intent" ON "payments" USING btree ("payment_intent_id","stripe_account_id");--> statement-breakpoint
GRANT UPDATE (tax_transaction_id) ON payments TO stoa_app;
