/**
 * The app itself under `next start` (or `next dev`), restarted on its port after a crash.
 * Danger: never `-H 127.0.0.1`. Next would take its own rewrites for another origin and proxy them back to itself.
 */
import { request } from 'node:http'
import type { Settings } from '@/local/env'
import { startChild } from '@/local/supervisor/child'
import { keepAlive, type Running } from '@/local/supervisor/keep-alive'
import { StartError } from '@/local/supervisor/start-error'

export interface NextServerOptions {
  settings: Settings
  env: Record<string, string>
  dev: boolean
  log: (line: string) => void
  onGiveUp: (sentence: string) => void
  /** Ends a start that is still waiting. */
  signal: AbortSignal
}

const NEXT = 'node_modules/next/dist/bin/next'
/** Twice Node's own: what a request makes is garbage when it is answered, and a sixth of the CPU went into collecting it. */
const YOUNG_GENERATION = '--max-semi-space-size=32'
const GRACE_MS = 2_500
const ASK_LIMIT_MS = 5_000
/** The first page of `next dev` is compiled when it is asked for. */
const READY_LIMIT_MS = { production: 60_000, dev: 180_000 }

/** Starts the app and waits until `/api/ready` says so. Throws a StartError with what it answered instead. */
export async function startNext(options: NextServerOptions): Promise<{ stop(): Promise<void> }> {
  const { settings, dev, env, log, onGiveUp, signal } = options
  const start = async (): Promise<Running> => {
    const child = startChild({
      args: [YOUNG_GENERATION, NEXT, dev ? 'dev' : 'start', '-p', String(settings.port)],
      env: { ...env, NODE_ENV: dev ? 'development' : 'production' },
      output: 'inherit',
      graceMs: GRACE_MS,
      dieWithParent: true,
    })
    const stop = () => void child.stop()
    signal.addEventListener('abort', stop, { once: true })
    try {
      await waitUntilReady(settings, dev ? READY_LIMIT_MS.dev : READY_LIMIT_MS.production, child.exited)
      return child
    } catch (error) {
      await child.stop()
      throw error
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }
  return keepAlive(start, { name: 'app', log, onGiveUp })
}

async function waitUntilReady(settings: Settings, limitMs: number, exited: Promise<string>): Promise<void> {
  const deadline = Date.now() + limitMs
  let dead: string | undefined
  exited.then((reason) => {
    dead = reason
  })
  for (;;) {
    const answer = await ask(settings)
    if (answer === 'ready') return
    if (dead !== undefined) throw new StartError(`The app ${dead}; its own words stand above.`)
    if (Date.now() > deadline) throw new StartError(`The app is not ready after ${limitMs / 1000} s: ${answer}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function ask({ port, platformHost }: Settings): Promise<string> {
  return new Promise((resolve) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: '/api/ready',
      headers: { host: platformHost },
      timeout: ASK_LIMIT_MS,
    }
    const req = request(options, (res) => {
      let body = ''
      res.on('data', (chunk) => {
        body = (body + chunk).slice(0, 500)
      })
      res.on('error', (error) => resolve(error.message))
      res.on('end', () =>
        resolve(res.statusCode === 200 ? 'ready' : `GET /api/ready answered ${res.statusCode} ${body}`),
      )
    })
    req.on('timeout', () => req.destroy(new Error('GET /api/ready did not answer in time')))
    req.on('error', (error) => resolve(error.message))
    req.end()
  })
}
