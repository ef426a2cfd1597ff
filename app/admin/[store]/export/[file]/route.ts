/**
 * One file of the store's export, or all of them in a zip, sent while it is made. What fails on the way breaks the download
 * off: a file that ends as if it were whole would be believed.
 */
import { Readable } from 'node:stream'
import { deskActor, requireMembership } from '@/app/_auth/session'
import { actingAs } from '@/db/actor'
import { MINUTE } from '@/lib/clock'
import { exportArchive } from '@/lib/export/archive'
import { beginExport, EXPORT_FILES } from '@/lib/export/begin'
import { isExportName } from '@/lib/export/names'
import { textOf } from '@/lib/export/text'
import { log } from '@/lib/log'
import { rateLimit } from '@/lib/rate-limit/limit'

/** A larger store leaves through the operator's command, which has no such end. */
const EXPORT_MAX_MS = 15 * MINUTE
/** Reading everything is work for the database. */
const EXPORTS = { limit: 30, windowMs: 10 * MINUTE, failClosed: false }

/** Where the host ends what runs longer, sooner than EXPORT_MAX_MS; seconds. */
export const maxDuration = 300

type Context = { params: Promise<{ store: string; file: string }> }

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { store, file: name } = await params
  const context = await requireMembership(store, 'store.export')
  const { storeId, slug } = context
  if (!isExportName(name)) return new Response('Not found', { status: 404 })
  if (request.headers.get('sec-fetch-site') === 'cross-site') {
    return new Response('Start this download from your desk.', { status: 403 })
  }
  const { ok, retryAfter } = await rateLimit(`s:${storeId}:exports`, EXPORTS)
  if (!ok) {
    const sentence = 'Many exports at once. Try again in a few minutes.'
    return new Response(sentence, { status: 429, headers: { 'retry-after': String(retryAfter) } })
  }
  const shop = await actingAs(await deskActor(context), () => beginExport(storeId, name))
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(EXPORT_MAX_MS)])
  const file = EXPORT_FILES.find((each) => each.name === name)
  const body = file ? Readable.from(textOf(file.read(shop, signal))) : exportArchive(shop, signal)
  body.on('error', (error) => log.warn({ err: error, storeId, file: name }, 'an export was broken off'))
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': file?.contentType ?? 'application/zip',
      'content-disposition': `attachment; filename="${slug}-${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
