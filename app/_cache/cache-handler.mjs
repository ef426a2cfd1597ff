/**
 * Next's own cache of pages in memory, with the tags that other server processes expired. Named by next.config.ts for servers
 * of one's own; on Vercel the platform does this. Without Redis it is Next's handler and nothing else.
 */
import FileSystemCache from 'next/dist/server/lib/incremental-cache/file-system-cache.js'
import { tagsManifest } from 'next/dist/server/lib/incremental-cache/tags-manifest.external.js'
import { SharedClock } from '../../lib/shared-clock.mjs'

/** Next makes a handler for each request; the process has one clock. */
let clock
/** Entries made before this time (ms) are not believed. */
let floor = 0

function expire(tags) {
  const expired = Date.now()
  for (const tag of tags) tagsManifest.set(tag, { ...tagsManifest.get(tag), expired })
}

function forget() {
  floor = Date.now()
}

function sharedClock() {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = process.env
  if (clock === undefined) clock = url && token ? new SharedClock('pages', { url, token }, { expire, forget }) : null
  return clock
}

const Parent = FileSystemCache.default ?? FileSystemCache

export default class SharedTagsCache extends Parent {
  async get(...args) {
    await sharedClock()?.sync()
    const entry = await super.get(...args)
    return entry && (entry.lastModified ?? 0) >= floor ? entry : null
  }

  async revalidateTag(tags, durations) {
    await super.revalidateTag(tags, durations)
    await sharedClock()?.publish([tags].flat())
  }
}
