/**
 * Everything in one zip, made while it is sent. Files follow one another, each read only as fast as the one before it went
 * out; a reader that goes away ends it. What stays in memory is the archive's own table of contents.
 */
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { invariant } from '@/lib/invariant'
import { EXPORT_FILES } from './begin'
import type { Shop } from './file'
import { pictures } from './pictures'
import { textOf } from './text'

/** Named so that it is seen first. */
const MISSING_NAME = 'missing-pictures.txt'

/** The archive's bytes; destroyed with the reason when it cannot be completed, so that nobody takes half for the whole. */
export function exportArchive(shop: Shop, signal: AbortSignal): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream
  invariant(output instanceof Readable, 'yazl gives a stream of Node')
  const gone = new AbortController()
  output.once('close', () => gone.abort(new Error('the reader of an export went away')))
  zip.on('error', (error) => output.destroy(error))
  fill(zip, shop, AbortSignal.any([signal, gone.signal])).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return output
}

async function fill(zip: ZipFile, shop: Shop, signal: AbortSignal): Promise<void> {
  for (const file of EXPORT_FILES) {
    await add(zip, file.name, Readable.from(textOf(file.read(shop, signal))), true, signal)
  }
  const missing: string[] = []
  for await (const { name, bytes } of pictures(shop, signal)) {
    if (bytes === null) missing.push(name)
    else await add(zip, `media/${name}`, Readable.from([bytes]), false, signal)
  }
  if (missing.length > 0) zip.addBuffer(Buffer.from(`${missing.join('\n')}\n`), MISSING_NAME)
  zip.end()
}

/** Until `input` was taken whole. WebP does not become smaller. */
async function add(zip: ZipFile, name: string, input: Readable, compress: boolean, signal: AbortSignal): Promise<void> {
  const taken = once(input, 'end', { signal })
  zip.addReadStream(input, name, { compress })
  try {
    await taken
  } catch (error) {
    // An abort is told with its reason.
    signal.throwIfAborted()
    throw error
  } finally {
    input.destroy()
  }
}
