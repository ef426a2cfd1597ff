DROP INDEX "products_listing";--> statement-breakpoint
DROP INDEX "products_admin";--> statement-breakpoint
DROP INDEX "inventory_movements_variant";--> statement-breakpoint
DROP INDEX "orders_created";--> statement-breakpoint
DROP INDEX "orders_customer";--> statement-breakpoint
CREATE INDEX "products_listing" ON "products" USING btree ("store_id","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "products_admin" ON "products" USING btree ("store_id","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "inventory_movements_variant" ON "inventory_movements" USING btree ("store_id","variant_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_created" ON "orders" USING btree ("store_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_customer" ON "orders" USING btree ("store_id","customer_id","created_at" DESC NULLS FIRST);