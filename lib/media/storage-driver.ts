/** What a place for pictures' bytes has to do, and what all of them share. The places: storage.ts, storage-s3.ts, storage-blob.ts. */

export interface MediaStorage {
  put(path: string, bytes: Buffer): Promise<void>
  /** null when there is nothing under this path. */
  get(path: string): Promise<Buffer | null>
  /** Removes everything below `folder` (a store's id); how many files went. Repeatable. */
  removeAll(folder: string): Promise<number>
}

/** Files that one request of a removal lists or removes. */
export const REMOVED_AT_ONCE = 500

/** How long one request to a storage service may take, in milliseconds. */
export const STORAGE_TIMEOUT_MS = 10_000
export const IMAGE_TYPE = 'image/webp'
/** A picture's address never changes its meaning. */
export const IMAGE_CACHE_SECONDS = 31_536_000
