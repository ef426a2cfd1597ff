/** GET /media/{key}/{width}.webp: a picture of this store, for ever the same under its address. */
import { jsonRoute } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { notFound } from '@/lib/errors'
import { readImage } from '@/lib/media/image-store'
import { IMAGE_CACHE_SECONDS, IMAGE_TYPE } from '@/lib/media/storage-driver'

interface Params {
  store: string
  key: string
  file: string
}

export const GET = jsonRoute<{ params: Promise<Params> }>(async (request, { params }) => {
  const { store, key, file } = await params
  const { storeId } = await storeContext(store)
  const width = Number(/^(\d{1,4})\.webp$/.exec(file)?.[1])
  const bytes = await readImage(storeId, key, width)
  if (!bytes) throw notFound('This picture')
  const etag = `"${key}-${width}"`
  const headers = { etag, 'cache-control': `public, max-age=${IMAGE_CACHE_SECONDS}, immutable` }
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...headers,
      'content-type': IMAGE_TYPE,
      'content-length': String(bytes.byteLength),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
})

function matches(ifNoneMatch: string | null, etag: string): boolean {
  return ifNoneMatch?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ?? false
}
