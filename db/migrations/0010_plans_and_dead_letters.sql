ALTER TABLE "stores" ADD COLUMN "next_plan" text;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "attempts" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "stores_trial_ends" ON "stores" USING btree ("trial_ends_at") WHERE plan_status = 'trialing' and stripe_subscription_id is null and trial_ends_at is not null;--> statement-breakpoint
CREATE INDEX "stores_plan_period_ends" ON "stores" USING btree ("plan_period_ends_at") WHERE stripe_subscription_id is not null;--> statement-breakpoint
ALTER TABLE "stores" ADD CONSTRAINT "stores_next_plan" CHECK ("stores"."next_plan" is null or "stores"."next_plan" in ('basic', 'professional', 'enterprise'));