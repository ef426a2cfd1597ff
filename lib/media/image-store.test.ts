/** What may be uploaded, what is left of it, and that one store cannot read another's. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readImage, storeImage } from './image-store'
import { imagePath, srcSet } from './images'
import { folderStorage } from './storage'

const dataDir = mkdtempSync(join(tmpdir(), 'stoa-media-'))

beforeAll(() => {
  Object.assign(process.env, {
    STOA_DATA_DIR: dataDir,
    DATABASE_URL: 'postgres://unused',
    DATABASE_PLATFORM_URL: 'postgres://unused',
    STRIPE_SECRET_KEY: 'sk_test_unused',
    SMTP_URL: 'smtp://unused',
    AUTH_SECRET: 'a-secret-for-tests-only',
  })
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })

describe('storeImage', () => {
  it('stores WebP in every width, never enlarged, without metadata', async () => {
    const jpeg = await picture(1000, 500)
      .jpeg()
      .withExif({ IFD0: { Copyright: 'me' } })
      .toBuffer()
    const { key, width, height } = await storeImage(1, jpeg)
    expect([width, height]).toEqual([1000, 500])
    const sizes = []
    for (const each of [320, 640, 960, 1440]) {
      const bytes = await readImage(1, key, each)
      const meta = await sharp(bytes ?? Buffer.alloc(0)).metadata()
      sizes.push([meta.format, meta.width, meta.height, meta.exif])
    }
    expect(sizes).toEqual([
      ['webp', 320, 160, undefined],
      ['webp', 640, 320, undefined],
      ['webp', 960, 480, undefined],
      ['webp', 1000, 500, undefined],
    ])
    expect(readdirSync(join(dataDir, 'media', '1', key)).sort()).toEqual([
      '1440.webp',
      '320.webp',
      '640.webp',
      '960.webp',
    ])
    expect((await storeImage(1, jpeg)).key).toBe(key)
    expect(await readImage(2, key, 320)).toBeNull()
    expect(await readImage(1, key, 321)).toBeNull()
    expect(await readImage(1, '../../x', 320)).toBeNull()
  })

  it('turns a picture as its camera says, and keeps transparency', async () => {
    const turned = await storeImage(1, await picture(300, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer())
    expect(turned).toMatchObject({ width: 200, height: 300 })
    const meta = await sharp((await readImage(1, turned.key, 320)) ?? undefined).metadata()
    expect([meta.width, meta.height]).toEqual([200, 300])
    const clear = await storeImage(1, await picture(10, 10).ensureAlpha(0.5).png().toBuffer())
    expect((await sharp((await readImage(1, clear.key, 320)) ?? undefined).metadata()).hasAlpha).toBe(true)
  })

  it.each<[string, () => Promise<Buffer>]>([
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['an AVIF', () => picture(8, 8).avif().toBuffer()],
    ['a text called PNG', async () => Buffer.from('PNG')],
    ['a broken PNG', async () => (await picture(400, 400).png().toBuffer()).subarray(0, 60)],
    ['more pixels than allowed', () => picture(400, 400).png().toBuffer()],
  ])('refuses %s', async (_what, bytes) => {
    await expect(storeImage(1, await bytes(), { maxPixels: 100_000 })).rejects.toMatchObject({
      code: 'invalid_request',
      fields: { image: expect.any(String) },
    })
  })
})

it('refuses paths that leave the folder', async () => {
  const storage = folderStorage(dataDir)
  await expect(storage.get('../etc/passwd')).rejects.toThrow('not a media path')
  await expect(storage.put('1/../../x.webp', Buffer.alloc(1))).rejects.toThrow('not a media path')
  expect(await storage.get('1/none.webp')).toBeNull()
})

it('names paths and sets', () => {
  expect(imagePath('k', 640)).toBe('/media/k/640.webp')
  expect(srcSet('k')).toContain('/media/k/320.webp 320w, /media/k/640.webp 640w')
})
