DROP INDEX "operator_actions_time";--> statement-breakpoint
DROP INDEX "stores_created";--> statement-breakpoint
CREATE INDEX "custom_domains_beginning" ON "custom_domains" USING btree ("domain" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "operator_actions_operator" ON "operator_actions" USING btree ("operator_id","id");--> statement-breakpoint
CREATE INDEX "operator_actions_store" ON "operator_actions" USING btree ("target_store","id");--> statement-breakpoint
CREATE INDEX "stores_status" ON "stores" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "stores_plan" ON "stores" USING btree ("plan","id");--> statement-breakpoint
CREATE INDEX "stores_status_plan" ON "stores" USING btree ("status","plan","id");--> statement-breakpoint
CREATE INDEX "stores_words" ON "stores" USING gin (to_tsvector('simple', translate("name" || ' ' || "subdomain", '.-/@_:', '      ')));--> statement-breakpoint
CREATE INDEX "user_sessions_impersonating" ON "user_sessions" USING btree ("impersonation_ends_at") WHERE impersonated_store is not null;--> statement-breakpoint
CREATE INDEX "users_email_beginning" ON "users" USING btree ("email" text_pattern_ops);