/** A store's picture on the platform's host, for its team: the storefront's own /media does not exist here. */
import { authorizeMerchant } from '@/app/_auth/session'
import { DomainError } from '@/lib/errors'
import { readImage } from '@/lib/media/image-store'

type Context = { params: Promise<{ store: string; key: string; file: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { store, key, file } = await params
  try {
    const { storeId } = await authorizeMerchant(store, 'products.read')
    const width = /^(\d{1,4})\.webp$/.exec(file)?.[1]
    const bytes = width ? await readImage(storeId, key, Number(width)) : null
    if (!bytes) return new Response('Not found', { status: 404 })
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 })
    throw error
  }
}
