/** An export as files in a folder: the operator's way. The folder was empty before; after a failure it is again. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '@/lib/errors'
import { EXPORT_FILES } from './begin'
import type { ExportFile, Shop } from './file'
import { pictures } from './pictures'

export interface FolderReport {
  /** How many things each file holds, by its name; `media/` counts pictures. */
  counts: Record<string, number>
  /** Pictures that storage does not have. */
  missing: string[]
}

/** @throws conflict when something is in the folder already */
export async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const [present] = await readdir(folder)
  if (present !== undefined) {
    throw new DomainError('conflict', `The folder ${folder} is not empty: choose one that is, or a new name.`)
  }
}

/** Writes everything of the store into `folder`, which `prepareFolder` looked at. */
export async function exportToFolder(shop: Shop, folder: string, signal: AbortSignal): Promise<FolderReport> {
  try {
    const counts: Record<string, number> = {}
    for (const file of EXPORT_FILES) counts[file.name] = await writeText(shop, file, folder, signal)
    const { written, missing } = await writePictures(shop, join(folder, 'media'), signal)
    return { counts: { ...counts, 'media/': written }, missing }
  } catch (error) {
    const names = [...EXPORT_FILES.map(({ name }) => name), 'media']
    await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })))
    throw error
  }
}

async function writeText(shop: Shop, file: ExportFile, folder: string, signal: AbortSignal): Promise<number> {
  let count = 0
  const texts = async function* () {
    for await (const piece of file.read(shop, signal)) {
      count += piece.count
      yield piece.text
    }
  }
  await pipeline(Readable.from(texts()), createWriteStream(join(folder, file.name), { flags: 'wx' }))
  return count
}

async function writePictures(shop: Shop, folder: string, signal: AbortSignal) {
  await mkdir(folder)
  let written = 0
  const missing: string[] = []
  for await (const { name, bytes } of pictures(shop, signal)) {
    if (bytes === null) missing.push(name)
    else {
      await writeFile(join(folder, name), bytes, { flag: 'wx' })
      written += 1
    }
  }
  return { written, missing }
}
