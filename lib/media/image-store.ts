/**
 * Pictures in and out of storage. What comes in is decoded and encoded anew as WebP in every width: no metadata, no
 * location, nothing that hides behind a picture's first bytes survives. SVG and AVIF are not accepted.
 */
import sharp, { type Sharp } from 'sharp'
import { DomainError } from '@/lib/errors'
import { sha256 } from '@/lib/ids'
import { IMAGE_KEY, IMAGE_WIDTHS, type ImageWidth } from './images'
import { mediaStorage } from './storage'

export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024
export const MAX_PIXELS = 50_000_000

const QUALITY = 80
/** 0 to 6, time spent to save bytes: 3 takes twice as long for 6 % less. */
const EFFORT = 2
const LARGEST_WIDTH = IMAGE_WIDTHS[IMAGE_WIDTHS.length - 1] ?? 1440
/** A very long picture is scaled down by height: WebP ends at 16,383 pixels. */
const LARGEST_HEIGHT = LARGEST_WIDTH * 4

export interface StoredImage {
  key: string
  width: number
  height: number
}

/**
 * Stores an uploaded PNG, JPEG, WebP or GIF (first frame) for the store. The same bytes give the same key.
 *
 * @throws DomainError invalid_request for any other format, a broken picture, more than MAX_UPLOAD_BYTES or `maxPixels`
 */
export async function storeImage(
  storeId: number,
  bytes: Buffer,
  { maxPixels = MAX_PIXELS }: { maxPixels?: number } = {},
): Promise<StoredImage> {
  if (bytes.byteLength > MAX_UPLOAD_BYTES) throw refused(`A picture may have ${MAX_UPLOAD_BYTES / 2 ** 20} MB at most.`)
  if (!isAccepted(bytes)) throw refused('Upload a PNG, JPEG, WebP or GIF picture.')
  const options = { limitInputPixels: maxPixels, failOn: 'error' } as const
  try {
    const { width, height, orientation = 1 } = await sharp(bytes, { failOn: 'error' }).metadata()
    if (width * height > maxPixels) throw refused(`A picture may have ${maxPixels / 1e6} megapixels at most.`)
    const key = imageKey(bytes)
    await storePixels(storeId, key, sharp(bytes, options).rotate())
    return orientation >= 5 ? { key, width: height, height: width } : { key, width, height }
  } catch (error) {
    if (error instanceof DomainError || !isUnreadable(error)) throw error
    throw refused('This picture cannot be read. It may be damaged.')
  }
}

/** The key of a picture that is made from these bytes. */
export function imageKey(source: Buffer | string): string {
  return sha256(source).slice(0, 32)
}

/** Encodes `image` in every width, never enlarged, and stores it under `key`. Decodes once. */
export async function storePixels(storeId: number, key: string, image: Sharp): Promise<void> {
  const { data, info } = await image
    .resize({ width: LARGEST_WIDTH, height: LARGEST_HEIGHT, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  const storage = await mediaStorage()
  await Promise.all(
    IMAGE_WIDTHS.map(async (width) => {
      const encoded = await sharp(data, { raw })
        .resize({ width, withoutEnlargement: true })
        .webp({ quality: QUALITY, effort: EFFORT })
        .toBuffer()
      await storage.put(objectPath(storeId, key, width), encoded)
    }),
  )
}

/** The WebP bytes of the store's picture in this width, or null. */
export async function readImage(storeId: number, key: string, width: number): Promise<Buffer | null> {
  const known = IMAGE_WIDTHS.find((each) => each === width)
  if (!IMAGE_KEY.test(key) || known === undefined) return null
  return (await mediaStorage()).get(objectPath(storeId, key, known))
}

/** Stores one width of a picture that was encoded by `storePixels` before. */
export async function writeImage(storeId: number, key: string, width: ImageWidth, encoded: Buffer): Promise<void> {
  await (await mediaStorage()).put(objectPath(storeId, key, width), encoded)
}

function objectPath(storeId: number, key: string, width: ImageWidth): string {
  return `${storeId}/${key}/${width}.webp`
}

/** By the first bytes, never by a name or a claimed type. */
function isAccepted(bytes: Buffer): boolean {
  const starts = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex
  const isWebp = starts('52494646') && starts('57454250', 8)
  return starts('89504e470d0a1a0a') || starts('ffd8ff') || isWebp || starts('474946383761') || starts('474946383961')
}

/** Whether sharp's decoder gave up, as opposed to the disk or the network behind storage. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && !('code' in error) && error.name === 'Error'
}

function refused(message: string): DomainError {
  return new DomainError('invalid_request', message, { fields: { image: message } })
}
