/** A process that draws one picture after another: SVG by db/seed/art, pixels by sharp, every width into the storage. */
import sharp from 'sharp'
import { invariant } from '@/lib/invariant'
import { imageKey, type StoredImage, storePixels } from '@/lib/media/image-store'
import { drawHero, drawProduct, HERO_SIZE, PRODUCT_SIZE } from './art/draw'
import { harborBooks } from './demo/harbor-books'
import { kilnAndClay } from './demo/kiln-and-clay'
import { cacheFolder, pictureFingerprint, recall, remember } from './picture-cache'
import type { PictureAnswer, PictureTask } from './pictures'

/** There are as many of these processes as cores. */
sharp.concurrency(1)

const products = new Map(
  [harborBooks, kilnAndClay].flatMap((store) =>
    store.products.map((product) => [`${store.slug}/${product.handle}`, product] as const),
  ),
)

const cache = cacheFolder(process.argv[2] ?? pictureFingerprint())

async function draw(task: PictureTask): Promise<StoredImage> {
  const name = task.product ? `${task.slug}-${task.product.handle}-${task.product.view}` : `${task.slug}-hero`
  const known = await recall(cache, task.storeId, name)
  if (known) return known
  const image = await drawAnew(task)
  await remember(cache, task.storeId, name, image)
  return image
}

async function drawAnew({ storeId, slug, product }: PictureTask): Promise<StoredImage> {
  const svg = product ? drawView(slug, product) : drawHero(slug)
  const key = imageKey(svg)
  await storePixels(storeId, key, sharp(Buffer.from(svg), { unlimited: true }).flatten({ background: '#ffffff' }))
  return { key, ...(product ? PRODUCT_SIZE : HERO_SIZE) }
}

function drawView(slug: PictureTask['slug'], { handle, view }: { handle: string; view: string }): string {
  const product = products.get(`${slug}/${handle}`)
  invariant(product, `${slug} has no product ${handle}`)
  return drawProduct(slug, product, view)
}

async function answer(task: PictureTask): Promise<PictureAnswer> {
  try {
    return { image: await draw(task) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

process.on('message', async (task: PictureTask) => process.send?.(await answer(task)))
// The seeder is gone: nobody waits for pictures any more.
process.on('disconnect', () => process.exit())
