/**
 * Where pictures' bytes are: a local folder, an S3 bucket or Vercel Blob, by configuration. Paths begin with the store's
 * id; what is written under a path never changes, so nothing here invalidates anything.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { env } from '@/lib/env'
import { invariant } from '@/lib/invariant'
import type { MediaStorage } from './storage-driver'

let chosen: Promise<MediaStorage> | undefined

/** The configured storage, chosen once for the process. */
export function mediaStorage(): Promise<MediaStorage> {
  chosen ??= choose()
  return chosen
}

async function choose(): Promise<MediaStorage> {
  const { BLOB_READ_WRITE_TOKEN, S3_ENDPOINT, S3_BUCKET, STOA_DATA_DIR } = env()
  if (S3_ENDPOINT && S3_BUCKET) return (await import('./storage-s3')).s3Storage(S3_ENDPOINT, S3_BUCKET)
  if (BLOB_READ_WRITE_TOKEN) return (await import('./storage-blob')).blobStorage(BLOB_READ_WRITE_TOKEN)
  return folderStorage(join(/* turbopackIgnore: true */ STOA_DATA_DIR, 'media'))
}

/** Files in a folder; each is written beside its place and moved there, so that a killed process leaves none half. */
export function folderStorage(folder: string): MediaStorage {
  const root = resolve(/* turbopackIgnore: true */ folder)
  const place = (path: string) => {
    invariant(/^[\w-]+(\/[\w-]+)*(\.[\w]+)?$/.test(path), `${path} is not a media path`)
    return join(root, path)
  }
  return {
    async put(path, bytes) {
      const target = place(path)
      const draft = `${target}.${randomUUID()}.tmp`
      await mkdir(dirname(target), { recursive: true })
      try {
        await writeFile(draft, bytes)
        await rename(draft, target)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(path) {
      try {
        return await readFile(place(path))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async removeAll(below) {
      const target = place(below)
      const entries = await readdir(target, { recursive: true, withFileTypes: true }).catch(() => [])
      await rm(target, { recursive: true, force: true })
      return entries.filter((entry) => entry.isFile()).length
    },
  }
}
