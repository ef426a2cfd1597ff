/** Pictures in an S3-compatible bucket, addressed by path (`{endpoint}/{bucket}/{path}`). */
import { AwsClient } from 'aws4fetch'
import { env } from '@/lib/env'
import {
  IMAGE_CACHE_SECONDS,
  IMAGE_TYPE,
  type MediaStorage,
  REMOVED_AT_ONCE,
  STORAGE_TIMEOUT_MS,
} from './storage-driver'

const RETRIES = 2

/** @throws when S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY is missing */
export function s3Storage(endpoint: string, bucket: string): MediaStorage {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey, S3_REGION: region } = env()
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('Configuration: S3_ENDPOINT and S3_BUCKET need S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.')
  }
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES })
  const base = `${endpoint.replace(/\/+$/, '')}/${bucket}`
  const send = (path: string, init: RequestInit = {}) =>
    client.fetch(`${base}/${path}`, { ...init, signal: AbortSignal.timeout(STORAGE_TIMEOUT_MS) })
  return {
    async put(path, bytes) {
      const headers = {
        'content-type': IMAGE_TYPE,
        'content-length': String(bytes.byteLength),
        'cache-control': `public, max-age=${IMAGE_CACHE_SECONDS}, immutable`,
      }
      const response = await send(path, { method: 'PUT', body: new Uint8Array(bytes), headers })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`the bucket refused a picture with status ${response.status}`)
    },
    async get(path) {
      const response = await send(path)
      const bytes = Buffer.from(await response.arrayBuffer())
      if (response.status === 404) return null
      if (!response.ok) throw new Error(`the bucket answered ${response.status} for a picture`)
      return bytes
    },
    async removeAll(folder) {
      let removed = 0
      for (;;) {
        const list = await send(`?list-type=2&max-keys=${REMOVED_AT_ONCE}&prefix=${encodeURIComponent(`${folder}/`)}`)
        const xml = await list.text()
        if (!list.ok) throw new Error(`the bucket answered ${list.status} for a list`)
        const keys = [...xml.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key ?? '')
        if (keys.length === 0) return removed
        for (const key of keys) {
          const response = await send(key, { method: 'DELETE' })
          await response.arrayBuffer()
          if (!response.ok) throw new Error(`the bucket refused a removal with status ${response.status}`)
        }
        removed += keys.length
      }
    },
  }
}
