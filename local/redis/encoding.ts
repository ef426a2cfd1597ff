/** How Upstash writes replies as JSON: with `Upstash-Encoding: base64` every string but the literal OK is base64. */

/** A Redis reply in RESP2 shapes: maps and sorted sets are flat arrays. */
export type Reply = string | number | null | Reply[]

/** Encodes the strings of a reply, at any depth. Numbers, null and OK stay as they are. */
export function toBase64(reply: Reply): Reply {
  if (typeof reply === 'string') return reply === 'OK' ? reply : Buffer.from(reply, 'utf8').toString('base64')
  if (Array.isArray(reply)) return reply.map(toBase64)
  return reply
}
