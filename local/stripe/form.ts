/** Bodies and queries as Stripe's clients write them: `a[b][]=1&items[0][price]=x`. */

export type FormValue = string | FormValue[] | Form
export interface Form {
  [name: string]: FormValue
}

const MAX_FIELDS = 2_000
const MAX_DEPTH = 8

/** Parses a form. Throws a plain Error when it is too large or contradicts itself. */
export function parseForm(text: string): Form {
  const root: Form = Object.create(null)
  const pairs = [...new URLSearchParams(text)]
  if (pairs.length > MAX_FIELDS) throw new Error(`A form may have at most ${MAX_FIELDS} fields`)
  for (const [key, value] of pairs) put(root, toPath(key), value)
  return arraysOf(root) as Form
}

function toPath(key: string): string[] {
  const first = key.split('[', 1)[0] ?? ''
  const path = [first, ...[...key.matchAll(/\[([^\]]*)\]/g)].map(([, name = '']) => name)]
  if (path.length > MAX_DEPTH) throw new Error(`Too deeply nested: ${key.slice(0, 100)}`)
  return path
}

function put(root: Form, path: string[], value: string): void {
  let at = root
  for (const [index, step] of path.entries()) {
    // `a[]=x&a[]=y`: each gets the next free number.
    const name = step === '' && index > 0 ? String(Object.keys(at).length) : step
    if (index === path.length - 1) {
      at[name] = value
      return
    }
    const next = at[name] ?? Object.create(null)
    if (typeof next !== 'object' || Array.isArray(next)) throw new Error(`Invalid form: ${path.join('.')}`)
    at[name] = next
    at = next
  }
}

/** Objects whose names are 0, 1, 2, ... become arrays. */
function arraysOf(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const names = Object.keys(value)
  const inner = names.map((name): [string, FormValue] => [name, arraysOf(value[name] ?? '')])
  if (names.length > 0 && names.every((name, index) => name === String(index))) return inner.map(([, item]) => item)
  return Object.fromEntries(inner)
}
