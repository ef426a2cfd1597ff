/** Whatever changes something asks where it came from: every server action, and every route that takes more than a GET. */
import { describe, expect, it } from 'vitest'
import { productFiles } from './source'

/** The wrappers that ask. */
const WRAPPERS = /^(merchantAction|shopperAction|operatorAction|cartRoute)$/

/** Called by machines that have no origin: each proves itself otherwise. */
const PROVEN_OTHERWISE: Record<string, string> = {
  'app/api/inngest/route.ts': 'Inngest’s signature',
  'app/api/webhooks/stripe/route.ts': 'Stripe’s signature',
  'app/api/webhooks/stripe-connect/route.ts': 'Stripe’s signature',
  'app/storefront/[store]/json/unsubscribe/[token]/route.ts': 'a MAC in its address',
}

/** The contract's routes for clients of every kind: what is neither of a page nor a form passes there. */
const CONTRACT = ['app/storefront/[store]/json/_shopify/route.ts', 'app/storefront/[store]/json/checkout/route.ts']

const ASKS = /\b(refuseForeignOrigin|requireSameOrigin|requireNoForeignPage|isSameOrigin)\(/

/** The exports of a module of actions that nobody asks where they come from. */
function unasked(text: string): string[] {
  const wrapped = [...text.matchAll(/^(?:export )?const (\w+) = (\w+)\(/gm)].filter(([, , by]) =>
    WRAPPERS.test(by ?? ''),
  )
  const names = new Set(wrapped.map(([, name]) => name))
  const exported = [...text.matchAll(/^export (?:const|async function|function) (\w+)/gm)]
  return exported.flatMap(({ 1: name = '', index }) => {
    if (names.has(name)) return []
    const body = /^[\s\S]*?\n}\n/.exec(text.slice(index))?.[0] ?? ''
    const calls = [...body.matchAll(/\b(\w+)\(/g)].some(([, called]) => names.has(called ?? ''))
    return calls || ASKS.test(body) ? [] : [name]
  })
}

const files = productFiles().filter(({ path }) => path.startsWith('app/'))
const actions = files.filter(({ text }) => /^['"]use server['"]/m.test(text))
const routes = files.filter(({ path }) => /(^|\/)route\.tsx?$/.test(path))

describe('a server action', () => {
  it('asks where it came from', () => {
    expect(actions.length).toBeGreaterThan(10)
    expect(actions.flatMap(({ path, text }) => unasked(text).map((name) => `${path}: ${name}`))).toEqual([])
  })

  it('that does not would be found', () => {
    expect(unasked('export async function wipe() {\n  await all()\n}\n')).toEqual(['wipe'])
    expect(unasked('export const wipe = async () => {\n  await all()\n}\n')).toEqual(['wipe'])
    expect(unasked('export async function fine() {\n  await refuseForeignOrigin()\n}\n')).toEqual([])
  })
})

it('a route that changes something asks where it came from, or is named with what proves its caller', () => {
  const changing = routes.filter(({ text }) =>
    /export (?:const |async function |const \{[^}]*\b)(?:POST|PUT|PATCH|DELETE)\b/.test(text),
  )
  const silent = changing.filter(
    ({ path, text }) => !ASKS.test(text) && !/\bcartRoute\(/.test(text) && !PROVEN_OTHERWISE[path],
  )
  expect(changing.length).toBeGreaterThan(5)
  expect(silent.map(({ path }) => path)).toEqual([])
})

it('only the contract’s routes take what says nothing of where it came from', () => {
  const lenient = files.filter(
    ({ path, text }) => path !== 'app/_actions/json.ts' && /\brequireNoForeignPage\(/.test(text),
  )
  expect(lenient.map(({ path }) => path).sort()).toEqual(CONTRACT)
})
