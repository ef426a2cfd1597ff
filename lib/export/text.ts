/** The bytes of a file's pieces. */
import type { Piece } from './file'

export async function* textOf(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
  for await (const { text } of pieces) yield Buffer.from(text)
}
