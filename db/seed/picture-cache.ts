/**
 * Drawn pictures kept between seeds, beside the installed packages: the tests, the benchmarks and a second data directory
 * seed the same demo, and drawing is most of that time. Named by a fingerprint of everything that decides a picture, so a
 * changed drawing is never answered from here. Deleting the folder costs time and nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '@/lib/ids'
import { readImage, type StoredImage, writeImage } from '@/lib/media/image-store'
import { IMAGE_WIDTHS } from '@/lib/media/images'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['db/seed/art', 'db/seed/demo', 'lib/media']

/** Fingerprint of the drawing code, the texts on the covers, the encoder and the installed versions. */
export function pictureFingerprint(): string {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  )
  const parts = [...files.sort(), 'package-lock.json'].map((file) => sha256(readFileSync(join(ROOT, file))))
  return sha256(parts.join()).slice(0, 16)
}

/** Puts the picture that was drawn under `name` into the store's storage; null when there is none. */
export async function recall(folder: string, storeId: number, name: string): Promise<StoredImage | null> {
  try {
    const image = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as StoredImage
    for (const width of IMAGE_WIDTHS) {
      await writeImage(storeId, image.key, width, await readFile(join(folder, name, `${width}.webp`)))
    }
    return image
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Keeps what was just drawn and stored. The description is written last: without it the rest is not looked at. */
export async function remember(folder: string, storeId: number, name: string, image: StoredImage): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  for (const width of IMAGE_WIDTHS) {
    const bytes = await readImage(storeId, image.key, width)
    if (!bytes) return
    await writeFile(join(folder, name, `${width}.webp`), bytes)
  }
  await writeFile(join(folder, `${name}.json`), JSON.stringify(image))
}

/** Folder of the cache for this fingerprint. */
export function cacheFolder(fingerprint: string): string {
  return join(ROOT, 'node_modules/.cache/stoa-pictures', fingerprint)
}
