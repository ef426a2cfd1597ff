/**
 * Forms as Shopify's themes post them, as plain data: `id=1&quantity=2`, `items[0][id]=1`, `items[][id]=1`,
 * `updates[123]=2`, `updates[]=2`, `attributes[gift]=yes`. Names are data: the objects have no prototype.
 */

export type FormValue = string | FormValue[] | { [name: string]: FormValue }
type Fields = { [name: string]: FormValue }

const MAX_FIELDS = 1_000
const MAX_DEPTH = 4

/** The fields as an object; null when there are too many or a name is nested too deep. */
export function readFields(entries: Iterable<[string, string]>): Fields | null {
  const root: Fields = Object.create(null)
  let count = 0
  for (const [name, value] of entries) {
    const path = pathOf(name)
    if (++count > MAX_FIELDS || path.length > MAX_DEPTH) return null
    place(root, path, value)
  }
  return root
}

/** ['items', '0', 'id'] for `items[0][id]`; a name with other brackets is taken as it is. */
function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (!match) return [name]
  return [match[1] ?? '', ...[...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '')]
}

function place(into: Fields, [name = '', next, ...rest]: string[], value: string): void {
  if (next === undefined) {
    into[name] = value
    return
  }
  const existing = into[name]
  if (next === '') {
    const list = Array.isArray(existing) ? existing : []
    into[name] = list
    append(list, rest, value)
    return
  }
  const inner = isFields(existing) ? existing : (Object.create(null) as Fields)
  into[name] = inner
  place(inner, [next, ...rest], value)
}

/** `items[][id]=1&items[][quantity]=2` is one item: a new one begins when its field repeats. */
function append(list: FormValue[], path: string[], value: string): void {
  const [field] = path
  if (field === undefined) {
    list.push(value)
    return
  }
  const last = list.at(-1)
  const item: Fields = isFields(last) && !(field in last) ? last : Object.create(null)
  if (item !== last) list.push(item)
  place(item, path, value)
}

function isFields(value: FormValue | undefined): value is Fields {
  return typeof value === 'object' && !Array.isArray(value)
}
