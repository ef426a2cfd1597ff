/** Uploading one picture: the file is the body, so that its size is limited while it arrives. Answers its key and size. */
import { failureOf } from '@/app/_actions/merchant-action'
import { isSameOrigin } from '@/app/_actions/same-origin'
import { authorizeMerchant } from '@/app/_auth/session'
import { MINUTE } from '@/lib/clock'
import { DomainError, ERROR_STATUS } from '@/lib/errors'
import { MAX_UPLOAD_BYTES, storeImage } from '@/lib/media/image-store'
import { rateLimit } from '@/lib/rate-limit/limit'

/** Decoding a picture costs a core for a moment. */
const UPLOADS = { limit: 60, windowMs: MINUTE, failClosed: false }

export async function POST(request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  try {
    if (!isSameOrigin(request.headers)) throw new DomainError('forbidden', 'This upload did not come from this page.')
    const { storeId } = await authorizeMerchant((await params).store, 'products.write')
    const limit = await rateLimit(`s:${storeId}:uploads`, UPLOADS)
    if (!limit.ok) throw new DomainError('rate_limited', 'Many pictures at once. Try again in a minute.')
    return Response.json(await storeImage(storeId, await readBody(request)))
  } catch (error) {
    const { code, message } = failureOf(error)
    return Response.json({ error: { code, message } }, { status: code === 'internal' ? 500 : ERROR_STATUS[code] })
  }
}

/** @throws invalid_request as soon as more than MAX_UPLOAD_BYTES arrived */
async function readBody(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_UPLOAD_BYTES) {
      throw new DomainError('invalid_request', `A picture may have ${MAX_UPLOAD_BYTES / 2 ** 20} MB at most.`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
