'use client'
/** The cart beside the page: lines, quantities, the way to pay. */
import { X } from 'lucide-react'
import { Price } from '../price'
import { Sheet } from '../sheet'
import { thumbnail } from '../thumbnail'
import { type CartJson, type CartJsonLine, toMinor } from './cart-json'
import { changeQuantity, closeCart, useCart } from './cart-store'
import { QuantityStepper } from './quantity-stepper'

export function CartDrawer({ locale }: { locale: string }) {
  const { cart, count, open, problem } = useCart()
  return (
    <Sheet open={open} onClose={closeCart} side="right" label="Cart">
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between border-b border-line py-2 pr-2 pl-6">
          <h2 className="display text-20">
            Cart{count > 0 && <span className="tabular ml-2 font-body text-14 text-muted">{count}</span>}
          </h2>
          <button type="button" className="icon-button" onClick={closeCart} aria-label="Close cart">
            <X size={20} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </header>
        {problem && (
          <p role="alert" className="border-b border-line bg-caution-surface px-6 py-3 text-14 text-caution">
            {problem}
          </p>
        )}
        {cart && cart.items.length > 0 ? (
          <FilledCart cart={cart} locale={locale} />
        ) : (
          <EmptyCart loading={count > 0 && !cart} />
        )}
      </div>
    </Sheet>
  )
}

function FilledCart({ cart, locale }: { cart: CartJson; locale: string }) {
  return (
    <>
      <ul className="flex-1 divide-y divide-line overflow-y-auto overscroll-contain px-6">
        {cart.items.map((line) => (
          <DrawerLine key={line.variant_id} line={line} currency={cart.currency} locale={locale} />
        ))}
      </ul>
      <footer className="border-t border-line px-6 pt-5 pb-6">
        {cart.cart_level_discount_applications.map(({ title, total_allocated_amount: off }) => (
          <p key={title} className="mb-1 flex items-baseline justify-between text-14 text-muted">
            <span>{title}</span>
            <span>
              −<Price minor={toMinor(off, cart.currency)} currency={cart.currency} locale={locale} />
            </span>
          </p>
        ))}
        <p className="flex items-baseline justify-between">
          <span>Subtotal</span>
          <Price minor={toMinor(cart.total_price, cart.currency)} currency={cart.currency} locale={locale} />
        </p>
        <p className="mt-1 text-13 text-muted">Shipping and taxes are worked out at checkout.</p>
        <a href="/checkout" className="button button-accent mt-4 w-full">
          Check out
        </a>
        <a href="/cart" className="mt-1 flex min-h-11 items-center justify-center text-14">
          <span className="link">View cart</span>
        </a>
      </footer>
    </>
  )
}

function DrawerLine({ line, currency, locale }: { line: CartJsonLine; currency: string; locale: string }) {
  const image = line.featured_image
  return (
    <li className="flex gap-4 py-5">
      <div className="w-20 shrink-0">
        {image?.url ? (
          // biome-ignore lint/performance/noImgElement: a stored width, served as it is.
          <img
            src={thumbnail(image.url)}
            alt=""
            width={80}
            height={100}
            className="aspect-[4/5] w-20 rounded-sm object-cover"
          />
        ) : (
          <span className="block aspect-[4/5] w-20 rounded-sm bg-raised" />
        )}
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-start justify-between gap-3">
          <a href={line.url} className="text-14 font-[550] leading-snug">
            {line.product_title}
          </a>
          <span className="text-right text-14">
            {line.final_line_price < line.original_line_price && (
              <s className="block text-13 text-muted">
                <Price minor={toMinor(line.original_line_price, currency)} currency={currency} locale={locale} />
              </s>
            )}
            <Price minor={toMinor(line.final_line_price, currency)} currency={currency} locale={locale} />
          </span>
        </div>
        {!line.product_has_only_default_variant && <p className="mt-0.5 text-13 text-muted">{line.variant_title}</p>}
        {line.discounts.map(({ title }) => (
          <p key={title} className="mt-0.5 text-13 text-positive">
            {title}
          </p>
        ))}
        <div className="mt-auto flex items-center justify-between pt-3">
          <QuantityStepper
            size="small"
            min={0}
            label={line.product_title}
            quantity={line.quantity}
            onChange={(quantity) => void changeQuantity(line.variant_id, quantity)}
          />
          <button
            type="button"
            className="link min-h-11 px-1 text-13 text-muted hover:text-text"
            onClick={() => void changeQuantity(line.variant_id, 0)}
          >
            Remove<span className="sr-only"> {line.product_title}</span>
          </button>
        </div>
      </div>
    </li>
  )
}

function EmptyCart({ loading }: { loading: boolean }) {
  if (loading) {
    return (
      <p role="status" className="p-6 text-14 text-muted">
        Fetching your cart…
      </p>
    )
  }
  return (
    <div className="flex flex-1 flex-col items-start justify-center gap-5 px-6 pb-24">
      <p className="display text-25">Nothing here yet.</p>
      <p className="text-muted">What you add stays in the cart for thirty days.</p>
      <a href="/collections/all" className="button button-quiet">
        See everything
      </a>
    </div>
  )
}
