/** The rows of React's answer: `id:value` up to the line's end, or `id:Tlength,text` without one, its length in hexadecimal bytes. */
const [COLON, COMMA, NEW_LINE, TEXT] = [0x3a, 0x2c, 0x0a, 0x54]

/** By id. What is no such answer has no rows that anybody asks for. */
export function rowsOf(answer: string): Map<string, string> {
  const bytes = Buffer.from(answer)
  const rows = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(COLON, at)
    if (colon < 0) break
    const [from, to, next] = bytes[colon + 1] === TEXT ? textAt(bytes, colon) : lineAt(bytes, colon)
    rows.set(bytes.toString('utf8', at, colon), bytes.toString('utf8', from, to))
    at = next
  }
  return rows
}

type Extent = [from: number, to: number, next: number]

function textAt(bytes: Buffer, colon: number): Extent {
  const comma = bytes.indexOf(COMMA, colon)
  const length = Number.parseInt(bytes.toString('latin1', colon + 2, comma), 16)
  if (comma < 0 || !Number.isSafeInteger(length)) return lineAt(bytes, colon)
  const from = comma + 1
  return [from, from + length, from + length]
}

function lineAt(bytes: Buffer, colon: number): Extent {
  const end = bytes.indexOf(NEW_LINE, colon)
  const to = end < 0 ? bytes.length : end
  return [colon + 1, to, to + 1]
}
