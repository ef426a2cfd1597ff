import { join } from 'node:path'
import type { NextConfig } from 'next'

/** On every answer, of every host. What a page may load is middleware's to say (lib/tenancy/content-policy.ts). */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(self "https://js.stripe.com")',
  },
]

/** Three months: a merchant who leaves with his domain must not be locked out of plain http for years. */
const HSTS = { key: 'Strict-Transport-Security', value: 'max-age=7889238' }

/**
 * ISR entries stay in memory: a page cached on disk would outlive the database it was made from
 * (another data directory, a restored backup), and the next start would serve it.
 */
const config: NextConfig = {
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: '/:path*', has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }], headers: [HSTS] },
  ],
  distDir: process.env.STOA_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // Hot reload on the demo's custom domain; names below localhost are allowed anyway.
  allowedDevOrigins: ['*.example.test'],
  // Several server processes hear of each other's edits; on Vercel the platform sees to that.
  cacheHandler: process.env.VERCEL ? undefined : join(import.meta.dirname, 'app/_cache/cache-handler.mjs'),
  cacheMaxMemorySize: 128 * 1024 * 1024,
  experimental: { globalNotFound: true, isrFlushToDisk: false, serverActions: { bodySizeLimit: '1mb' } },
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
}

export default config
