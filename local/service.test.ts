import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let dir: string
let children: ChildProcess[]

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stoa-service-'))
  children = []
})
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await rm(dir, { recursive: true, force: true })
})

function run(name: string, options: unknown): ChildProcess {
  const child = fork(join(import.meta.dirname, name, 'main.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, STOA_LOCAL_OPTIONS: JSON.stringify(options) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  return child
}
async function ready(child: ChildProcess): Promise<{ url: string; smtpUrl?: string }> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code} before it was ready`))),
  ])
  expect(message).toMatchObject({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  return message as { url: string }
}
const app = { appOrigin: 'http://127.0.0.1:9', appHost: 'localhost:3000' }
const stripe = () => ({ dir, ...app, webhookSecret: 'w', connectWebhookSecret: 'c', secretKey: 'sk_test_local' })
const charge = (url: string) =>
  fetch(`${url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_local', 'stripe-account': 'acct_1' },
    body: 'amount=500&currency=usd&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card',
  })

it.each([
  ['redis', () => ({ token: 't' })],
  ['mail', () => ({ dir })],
  ['stripe', stripe],
  ['inngest', () => ({ dir, ...app })],
])(
  '%s answers as a process of its own, and ends with its parent',
  async (name, options) => {
    const child = run(name, options())
    const { url } = await ready(child)
    expect((await fetch(url)).status).toBeLessThan(500)
    child.disconnect()
    expect(await once(child, 'exit')).toEqual([0, null])
    await expect(fetch(url)).rejects.toThrow()
  },
  30_000,
)

it('ends on SIGTERM and SIGINT', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const child = run('mail', { dir })
    await ready(child)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([0, null])
  }
}, 30_000)

it('says in one sentence what is wrong with its options', async () => {
  const child = run('stripe', { dir })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  expect(await once(child, 'exit')).toEqual([1, null])
  expect(said).toMatch(/^stripe could not run: STOA_LOCAL_OPTIONS: appOrigin: .*\n$/)
}, 30_000)

it('says that its port is taken', async () => {
  const { url } = await ready(run('redis', { token: 't' }))
  const child = run('redis', { token: 't', port: Number(new URL(url).port) })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  expect(await once(child, 'exit')).toEqual([1, null])
  expect(said).toContain('EADDRINUSE')
}, 30_000)

it('has lost nothing that it answered when it is killed', async () => {
  const child = run('stripe', stripe())
  const { url } = await ready(child)
  const answers = Array.from({ length: 50 }, () => charge(url))
  // Killed as soon as one has been answered, with others under way.
  await Promise.any(answers)
  child.kill('SIGKILL')
  const settled = await Promise.allSettled(answers.map(async (answer) => (await (await answer).json()).id))
  const paid = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  expect(paid.length).toBeGreaterThan(0)
  const again = await ready(run('stripe', stripe()))
  const { charges, paymentIntents } = await (await fetch(`${again.url}/_ledger`)).json()
  expect(paymentIntents.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(paid))
  // All or nothing: each intent that is there was paid and has its charge.
  expect(new Set(paymentIntents.map(({ status }: { status: string }) => status))).toEqual(new Set(['succeeded']))
  expect(charges).toHaveLength(paymentIntents.length)
}, 30_000)
