/** `export <folder> --store slug`: everything of a store as files. Done only when every file and picture was written. */
import { resolve } from 'node:path'
import { StartError } from '@/local/supervisor/start-error'
import type { Command } from './commands'
import { inProduct } from './in-product'

const NAMED_MAX = 10

export const exportCommand: Command = {
  name: 'export',
  about: 'write everything of a store into an empty folder: CSV files as Shopify has them, settings, pictures',
  takes: 'folder',
  options: { store: { takes: 'slug', required: true } },
  run: ({ env }, signal, typed, { store = '' }) =>
    inProduct(env, async () => {
      const { findStoreBySlug } = await import('@/lib/stores/find')
      const { beginExport } = await import('@/lib/export/begin')
      const { exportToFolder, prepareFolder } = await import('@/lib/export/folder')
      const storeId = await findStoreBySlug(store)
      if (storeId === null) throw new StartError(`There is no store ${store}.`)
      const folder = resolve(process.env.STOA_CALLED_FROM ?? process.cwd(), typed)
      await prepareFolder(folder)
      const { counts, missing } = await exportToFolder(await beginExport(storeId, 'everything'), folder, signal)
      if (missing.length > 0) {
        const named = missing.slice(0, NAMED_MAX).join(', ')
        throw new StartError(
          `Everything else of ${store} is in ${folder}, but ${missing.length} pictures could not be read: ${named}`,
        )
      }
      const lines = Object.entries(counts).map(([file, count]) => `${String(count).padStart(8)}  ${file}`)
      return { words: [`${store} is in ${folder}:`, ...lines].join('\n'), facts: { store, folder, counts } }
    }),
}
