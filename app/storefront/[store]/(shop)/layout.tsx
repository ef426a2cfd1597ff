/** Header, page, footer and the cart drawer: everything but the checkout, which has nothing to distract. */
import type { ReactNode } from 'react'
import { contentIndex, storeProfile } from '@/app/_cache/storefront'
import { CartDrawer } from '@/app/storefront/_ui/cart/cart-drawer'
import { storeIdOf } from '@/app/storefront/_ui/params'
import { Footer } from '@/app/storefront/_ui/shop/footer'
import { Header } from '@/app/storefront/_ui/shop/header'
import { now } from '@/lib/clock'

interface Props {
  params: Promise<{ store: string }>
  children: ReactNode
}

export default async function ShopLayout({ params, children }: Props) {
  const storeId = storeIdOf(await params)
  const [profile, content] = await Promise.all([storeProfile(storeId), contentIndex(storeId)])
  return (
    <>
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      <Header profile={profile} />
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <Footer profile={profile} content={content} year={now().getFullYear()} />
      <CartDrawer locale={profile.locale} />
    </>
  )
}
