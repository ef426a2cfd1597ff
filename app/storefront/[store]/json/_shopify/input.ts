/** Bodies of the Ajax cart, as JSON or as a form, in the shapes that Shopify's themes send. */
import { z } from 'zod'
import { MAX_BODY_BYTES, readJson, readText } from '@/app/_actions/json'
import { MAX_CART_LINES } from '@/lib/cart/types'
import { DomainError } from '@/lib/errors'
import { type FormValue, readFields } from './form'

const whole = z.union([z.number(), z.string().regex(/^\d{1,15}$/)]).pipe(z.coerce.number<number | string>().int())
const quantity = whole.catch(Number.NaN)

/** A variant's id, or a line's key (`id:hash`). */
const variantId = z
  .union([z.number(), z.string()], { error: 'Name a variant by its id.' })
  .transform((value) => Number(/^(\d{1,15})(?::|$)/.exec(String(value))?.[1] ?? Number.NaN))
  .refine((id) => Number.isSafeInteger(id) && id > 0, { error: 'Name a variant by its id.' })

/** Texts beside a line. There is no place to keep them yet, so a filled one is refused and never lost in silence. */
const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .refine((given) => Object.values(given ?? {}).every((value) => value === '' || value === null), {
    error: 'This shop cannot take texts for a single line. Write them into the note.',
  })

/** Themes post `items[0]`, `items[1]`: an object of numbers. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .preprocess(
      (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : value),
      z.array(item).min(1),
    )
    .refine((items) => items.length <= MAX_CART_LINES, { error: `A cart holds at most ${MAX_CART_LINES} lines.` })

const item = z.object({ id: variantId, quantity: quantity.optional().default(1), properties })

/** `items:[{id, quantity}]`, or one `id` and `quantity`. */
export const addSchema = z.union([z.object({ items: listOf(item) }), item], {
  error: 'Send items, each with the id of a variant and a quantity, or one id and quantity.',
})

/** `id` (variant or key) or `line` (from 1), and the new quantity. */
export const changeSchema = z
  .object({ id: variantId.optional(), line: whole.optional(), quantity, properties })
  .refine((body) => body.id !== undefined || body.line !== undefined, {
    error: 'Name a line by id or line.',
    path: ['id'],
  })

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)

export const updateSchema = z.object({
  updates: z
    .union([z.array(quantity), z.record(z.string(), quantity)])
    .optional()
    .refine((updates) => Object.keys(updates ?? {}).length <= MAX_CART_LINES, {
      error: `A cart holds at most ${MAX_CART_LINES} lines.`,
    }),
  note: z.string().nullish(),
  attributes: z.record(z.string(), text.nullable()).optional(),
  discount: z.string().nullish(),
})

/** The body, checked; an empty one is `{}`. @throws invalid_request */
export async function readCartBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const type = (request.headers.get('content-type') ?? '').toLowerCase()
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/.test(type)) return readJson(request, schema)
  const body = await readText(request, MAX_BODY_BYTES)
  const parsed = schema.safeParse(await fieldsOf(body, request.headers.get('content-type') ?? ''))
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
  throw new DomainError('invalid_request', 'Some fields are missing or not right.', { fields })
}

async function fieldsOf(body: string, type: string): Promise<FormValue> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  const entries = [...(form?.entries() ?? [])].map(([name, value]): [string, string] => [name, String(value)])
  const fields = form && readFields(entries)
  if (!fields) throw new DomainError('invalid_request', 'The form cannot be read.')
  return fields
}
