/** Orders for the export's tests, written past row-level security. */
import type postgres from 'postgres'

const ADDRESS = {
  name: 'Bea Buyer',
  address1: '1 Road',
  city: 'Town',
  zip: '0123',
  country: 'US',
  phone: '+1 555 0100',
}

/** Orders of these numbers of lines, all of one customer; each line is one unit of `price` minor units. */
export async function insertOrders(
  admin: postgres.Sql,
  storeId: number,
  { lines, currency, price }: { lines: number[]; currency: string; price: number },
): Promise<void> {
  const address = admin.json(ADDRESS)
  await admin`insert into customers (store_id, id, email, name, default_address)
    values (${storeId}, 9001, 'bea@example.test', 'Bea Maria Buyer', ${address})`
  await admin`insert into carts (store_id, id, token_hash) values (${storeId}, 9001, 'long-past')`
  await admin`insert into checkout_requests (store_id, id, idempotency_key, request_hash, cart_id, status, email,
      shipping_address, quote, amount_minor, currency, stripe_account_id, payment_params, expires_at)
    select ${storeId}, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'key-number-' || n, 'h', 9001,
      'completed', 'x@example.test', ${address}, '{}', 1, ${currency}, 'acct_1', '{}', now()
    from generate_series(1, ${lines.length}::int) n`
  await admin`insert into orders (store_id, id, order_number, token, attempt_id, customer_id, customer_email, currency,
      subtotal_minor, shipping_minor, total_minor, payment_status, shipping_address)
    select ${storeId}, n, 5000 + n, 'token-' || n, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 9001,
      'bea@example.test', ${currency}, ${price} * l, 7, ${price} * l + 7, 'paid', ${address}
    from unnest(${lines}::int[]) with ordinality as t(l, n)`
  await admin`insert into order_items (store_id, order_id, line_no, variant_id, product_id, title, sku, quantity,
      unit_price_minor, total_minor)
    select ${storeId}, n, k, 1, 1, 'Thing ' || n || '.' || k, 'L' || n || '-' || k, 1, ${price}, ${price}
    from unnest(${lines}::int[]) with ordinality as t(l, n), generate_series(1, l) k`
  await admin`insert into payments (store_id, order_id, attempt_id, stripe_account_id, payment_intent_id, amount_minor,
      currency, status, captured_at)
    select store_id, id, attempt_id, 'acct_1', 'pi_' || id, total_minor, currency, 'captured', now()
    from orders where store_id = ${storeId}`
}
