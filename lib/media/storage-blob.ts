/** Pictures in Vercel Blob. Its addresses are public; they hold a 128-bit key, and pages name our own path instead. */
import { del, get, list, put } from '@vercel/blob'
import {
  IMAGE_CACHE_SECONDS,
  IMAGE_TYPE,
  type MediaStorage,
  REMOVED_AT_ONCE,
  STORAGE_TIMEOUT_MS,
} from './storage-driver'

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
    async removeAll(folder) {
      const abortSignal = () => AbortSignal.timeout(STORAGE_TIMEOUT_MS)
      let removed = 0
      for (;;) {
        const found = await list({ token, prefix: `${folder}/`, limit: REMOVED_AT_ONCE, abortSignal: abortSignal() })
        if (found.blobs.length === 0) return removed
        await del(
          found.blobs.map(({ url }) => url),
          { token, abortSignal: abortSignal() },
        )
        removed += found.blobs.length
      }
    },
  }
}
