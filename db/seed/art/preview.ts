/**
 * Draws the demo pictures into a folder, with contact sheets, and prints what each costs:
 * `node --import tsx db/seed/art/preview.ts <folder> [store] [part of a handle] [view]`. For people who change the drawings; the
 * seeder does not use it.
 */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { harborBooks } from '../demo/harbor-books'
import { kilnAndClay } from '../demo/kiln-and-clay'
import { drawHero, drawLogo, drawProduct } from './draw'

const TILE = { width: 400, height: 500, gap: 8 }

async function contactSheet(files: string[], target: string, columns: number): Promise<void> {
  const rows = Math.ceil(files.length / columns)
  const tiles = await Promise.all(
    files.map(async (file, index) => ({
      input: await sharp(file).resize(TILE.width, TILE.height, { fit: 'cover' }).png().toBuffer(),
      left: TILE.gap + (index % columns) * (TILE.width + TILE.gap),
      top: TILE.gap + Math.floor(index / columns) * (TILE.height + TILE.gap),
    })),
  )
  await sharp({
    create: {
      width: TILE.gap + columns * (TILE.width + TILE.gap),
      height: TILE.gap + rows * (TILE.height + TILE.gap),
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite(tiles)
    .png()
    .toFile(target)
}

/** Writes one picture and returns the milliseconds of processor time its drawing and rendering took. */
async function write(file: string, draw: () => string): Promise<number> {
  const before = process.cpuUsage()
  const svg = draw()
  const { data, info } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true })
  const { user, system } = process.cpuUsage(before)
  await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .png()
    .toFile(file)
  return (user + system) / 1000
}

async function main(): Promise<void> {
  const [folder, store, part = '', onlyView] = process.argv.slice(2)
  if (!folder) throw new Error('Name a folder: preview.ts <folder> [store] [part of a handle] [view]')
  mkdirSync(folder, { recursive: true })
  sharp.concurrency(1)
  for (const { slug, products } of [harborBooks, kilnAndClay]) {
    if (store && store !== slug) continue
    const costs: number[] = []
    const files: string[] = []
    for (const product of products.filter((each) => each.handle.includes(part))) {
      for (const { view } of product.images.filter((image) => !onlyView || image.view === onlyView)) {
        const file = join(folder, `${slug}.${product.handle}.${view}.png`)
        costs.push(await write(file, () => drawProduct(slug, product, view)))
        files.push(file)
      }
    }
    if (!part) {
      await write(join(folder, `${slug}.hero.png`), () => drawHero(slug))
      await write(join(folder, `${slug}.logo.png`), () => drawLogo(slug))
    }
    for (let start = 0; start < files.length; start += 15) {
      await contactSheet(files.slice(start, start + 15), join(folder, `sheet.${slug}.${start / 15}.png`), 5)
    }
    const sorted = [...costs].sort((a, b) => a - b)
    const sum = costs.reduce((total, cost) => total + cost, 0)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    console.log(
      `${slug}: ${costs.length} pictures, ${Math.round(sum)} ms of processor time, median ${Math.round(median)}, worst ${Math.round(sorted.at(-1) ?? 0)}`,
    )
  }
}

await main()
