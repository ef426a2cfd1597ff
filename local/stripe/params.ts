/** Reading the parameters of a request; what is missing or malformed throws the error that Stripe answers. */
import { invalid, missing, StripeFailure } from './errors'
import type { Form, FormValue } from './form'
import type { Metadata } from './objects'

const MAX_METADATA_KEYS = 50
const MAX_METADATA_VALUE = 500

export class Params {
  constructor(
    private readonly form: Form,
    private readonly prefix = '',
  ) {}

  has(name: string): boolean {
    return Object.hasOwn(this.form, name)
  }

  /** Throws parameter_unknown for a name that the endpoint does not have, as Stripe does. */
  only(...names: string[]): this {
    const known = new Set([...names, 'expand'])
    const unknown = Object.keys(this.form).find((name) => !known.has(name))
    if (unknown === undefined) return this
    throw invalid(
      `Received unknown parameter: ${this.prefix}${unknown}`,
      `${this.prefix}${unknown}`,
      'parameter_unknown',
    )
  }

  /** Text, or null when absent or empty (Stripe's way of unsetting). */
  string(name: string): string | null {
    const value = this.form[name]
    if (value === undefined || value === '') return null
    if (typeof value !== 'string') throw invalid(`Invalid string: ${this.prefix}${name}`, this.prefix + name)
    return value
  }

  required(name: string): string {
    const value = this.string(name)
    if (value === null) throw missing(this.prefix + name)
    return value
  }

  integer(name: string): number | null {
    const value = this.string(name)
    if (value === null) return null
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalid(`Invalid integer: ${value}`, this.prefix + name, 'parameter_invalid_integer')
    }
    return Number(value)
  }

  boolean(name: string): boolean | null {
    const value = this.string(name)
    if (value === null) return null
    if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${value}`, this.prefix + name)
    return value === 'true'
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | null {
    const value = this.string(name)
    if (value === null) return null
    const choice = choices.find((candidate) => candidate === value)
    if (choice !== undefined) return choice
    throw invalid(`Invalid ${this.prefix}${name}: must be one of ${choices.join(', ')}`, this.prefix + name)
  }

  /** A nested group, empty when absent. */
  group(name: string): Params {
    const value = this.form[name]
    const inner = typeof value === 'object' && !Array.isArray(value) ? value : {}
    return new Params(inner, `${this.prefix}${name}.`)
  }

  /** A list of texts. */
  list(name: string): string[] {
    const value = this.form[name]
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  }

  /** A list of groups. */
  groups(name: string): Params[] {
    const value = this.form[name]
    const items = Array.isArray(value) ? value : []
    return items.map((item, index) => new Params(isForm(item) ? item : {}, `${this.prefix}${name}[${index}].`))
  }

  /** As it came, for fields that the stand-in only hands back. */
  raw(name: string): FormValue | null {
    return this.form[name] ?? null
  }

  /** The metadata after this request: given keys are set, empty ones removed, the rest stays. */
  metadata(before: Metadata = {}): Metadata {
    const value = this.form.metadata
    if (value === undefined) return before
    if (value === '') return {}
    if (!isForm(value)) throw invalid('Invalid object', 'metadata')
    const after = { ...before }
    for (const [key, text] of Object.entries(value)) {
      if (typeof text !== 'string') throw invalid('Metadata values must be strings', `metadata[${key}]`)
      if (text.length > MAX_METADATA_VALUE)
        throw invalid('Metadata values can have up to 500 characters', `metadata[${key}]`)
      if (text === '') delete after[key]
      else after[key] = text
    }
    if (Object.keys(after).length > MAX_METADATA_KEYS) throw invalid('Metadata can have up to 50 keys', 'metadata')
    return after
  }

  /** A positive amount in minor units. */
  amount(name: string): number | null {
    const amount = this.integer(name)
    if (amount !== null && amount < 1) {
      const message = 'Invalid positive integer'
      throw new StripeFailure(400, {
        type: 'invalid_request_error',
        message,
        param: name,
        code: 'parameter_invalid_integer',
      })
    }
    return amount
  }
}

function isForm(value: FormValue): value is Form {
  return typeof value === 'object' && !Array.isArray(value)
}
