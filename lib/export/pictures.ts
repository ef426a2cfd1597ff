/**
 * The store's pictures as files, each once and in its largest width: their addresses in products.csv end with the store.
 * A picture whose bytes cannot be read is named, and the others are exported all the same.
 */
import { sql } from 'drizzle-orm'
import { readStore, type Tx } from '@/db/store'
import { readImage } from '@/lib/media/image-store'
import { getStoreProfile } from '@/lib/stores/queries'
import type { Shop } from './file'

const PAGE_SIZE = 1_000
const WIDTH = 1440

export interface Picture {
  /** As in the picture's address: `{key}.webp`. */
  name: string
  /** null: storage does not have it. */
  bytes: Buffer | null
}

export async function* pictures({ storeId }: Shop, signal: AbortSignal): AsyncGenerator<Picture> {
  for await (const key of keysOf(storeId)) {
    signal.throwIfAborted()
    yield { name: `${key}.webp`, bytes: await readImage(storeId, key, WIDTH) }
  }
}

async function* keysOf(storeId: number): AsyncGenerator<string> {
  const { settings, theme } = await readStore(storeId, getStoreProfile)
  const chosen = new Set([settings.mail?.logoKey, theme.hero?.imageKey].filter((key) => key !== undefined))
  yield* chosen
  let after = ''
  for (;;) {
    const from = after
    const keys = await readStore(storeId, (tx) => pageOfKeys(tx, from))
    yield* keys.filter((key) => !chosen.has(key))
    if (keys.length < PAGE_SIZE) return
    after = keys.at(-1) ?? ''
  }
}

async function pageOfKeys(tx: Tx, after: string): Promise<string[]> {
  const rows = await tx.execute<{ key: string }>(sql`
    select distinct key collate "C" as key from product_images
    where store_id = ${tx.storeId} and key collate "C" > ${after} order by 1 limit ${PAGE_SIZE}`)
  return rows.map(({ key }) => key)
}
