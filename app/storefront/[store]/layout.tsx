/**
 * The document of every page of a store: language, theme, fonts. It reads the store's id from the path that middleware
 * wrote and holds no request data, so that the pages below may be cached. Header and footer are (shop)'s.
 */
import '@/app/_ui/tokens.css'
import '@/app/storefront/_ui/storefront.css'
import type { Metadata, Viewport } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { storeProfile } from '@/app/_cache/storefront'
import { storeIdOf } from '@/app/storefront/_ui/params'
import { presetOf, themeColor, themeStyle } from '@/app/storefront/_ui/theme'
import { DomainError } from '@/lib/errors'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'

interface Props {
  params: Promise<{ store: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const profile = await profileOf(params)
  const tagline = profile.settings.tagline
  return {
    metadataBase: new URL(storeOrigin(profile)),
    title: { default: tagline ? `${profile.name} – ${tagline}` : profile.name, template: `%s – ${profile.name}` },
    description: profile.theme.hero?.text ?? tagline,
    icons: { icon: monogram(profile) },
    openGraph: { siteName: profile.name, type: 'website', locale: profile.locale.replace('-', '_') },
    formatDetection: { telephone: false },
  }
}

export async function generateViewport({ params }: Props): Promise<Viewport> {
  return { themeColor: themeColor((await profileOf(params)).theme, 'surface') }
}

export default async function StoreLayout({ params, children }: Props & { children: ReactNode }) {
  const profile = await profileOf(params)
  return (
    <html lang={profile.locale} style={themeStyle(profile.theme)} data-preset={presetOf(profile.theme)}>
      <body>{children}</body>
    </html>
  )
}

async function profileOf(params: Props['params']): Promise<StoreProfile> {
  try {
    return await storeProfile(storeIdOf(await params))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}

/** The store's initial in its own colours, until merchants can upload an icon. */
function monogram(profile: StoreProfile): string {
  const initial = [...profile.name][0]?.toUpperCase().replace(/[^\p{L}\p{N}]/u, '') ?? ''
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${themeColor(profile.theme, 'accent')}"/><text x="16" y="22.5" font-family="Georgia,serif" font-size="19" text-anchor="middle" fill="${themeColor(profile.theme, 'accentText')}">${initial}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
