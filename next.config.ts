import type { NextConfig } from 'next'

/**
 * ISR entries stay in memory: a page cached on disk would outlive the database it was made from
 * (another data directory, a restored backup), and the next start would serve it.
 */
const config: NextConfig = {
  distDir: process.env.STOA_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  cacheMaxMemorySize: 128 * 1024 * 1024,
  experimental: { isrFlushToDisk: false, serverActions: { bodySizeLimit: '1mb' } },
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
}

export default config
