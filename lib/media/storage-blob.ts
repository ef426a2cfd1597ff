/** Pictures in Vercel Blob. Its addresses are public; they hold a 128-bit key, and pages name our own path instead. */
import { get, put } from '@vercel/blob'
import { IMAGE_CACHE_SECONDS, IMAGE_TYPE, type MediaStorage, STORAGE_TIMEOUT_MS } from './storage-driver'

export function blobStorage(token: string): MediaStorage {
  const options = () => ({ token, access: 'public' as const, abortSignal: AbortSignal.timeout(STORAGE_TIMEOUT_MS) })
  return {
    async put(path, bytes) {
      await put(path, bytes, {
        ...options(),
        addRandomSuffix: false,
        allowOverwrite: true,
        contentType: IMAGE_TYPE,
        cacheControlMaxAge: IMAGE_CACHE_SECONDS,
      })
    },
    async get(path) {
      const found = await get(path, options())
      return found?.stream ? Buffer.from(await new Response(found.stream).arrayBuffer()) : null
    },
  }
}
