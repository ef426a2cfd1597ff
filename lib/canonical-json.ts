/** JSON with one spelling: keys sorted, `undefined` left out. What is hashed or must be sent twice alike goes through here. */

export type Plain = string | number | boolean | null | Plain[] | PlainObject
export interface PlainObject {
  [key: string]: Plain
}

/** A copy with keys in code-unit order at every depth. */
export function canonical(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value === 'object' && value !== null) return canonicalObject(value)
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  throw new TypeError(`${typeof value} has no place in JSON`)
}

export function canonicalObject(value: object): PlainObject {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]))
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value))
}
