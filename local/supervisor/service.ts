/**
 * An embedded part as a process: `local/<name>/main.ts`, options in, one ready message out (local/service.ts is the
 * other end). A part that crashes comes back on the port it had, since the app was given its address.
 */
import { join } from 'node:path'
import { lastLines, startChild } from '@/local/supervisor/child'
import { keepAlive, type Running } from '@/local/supervisor/keep-alive'
import { StartError } from '@/local/supervisor/start-error'

export interface ServiceOptions {
  name: 'redis' | 'mail' | 'stripe' | 'inngest'
  options: Record<string, string | number | undefined>
  dataDir: string
  log: (line: string) => void
  onGiveUp: (sentence: string) => void
}

export interface ReadyMessage {
  url: string
  smtpUrl?: string
}

export interface Service {
  ready: ReadyMessage
  stop(): Promise<void>
}

const READY_LIMIT_MS = 60_000
const GRACE_MS = 1_500

/** Starts the part and waits until it listens. Throws a StartError. */
export async function startService(service: ServiceOptions): Promise<Service> {
  let ports: Record<string, number> = {}
  const start = async () => {
    const running = await startOnce(service, ports)
    ports = portsOf(running.ready)
    return running
  }
  const kept = await keepAlive(start, { name: service.name, log: service.log, onGiveUp: service.onGiveUp })
  return { ready: kept.first.ready, stop: () => kept.stop() }
}

async function startOnce(
  service: ServiceOptions,
  ports: Record<string, number>,
): Promise<Running & { ready: ReadyMessage }> {
  const { name, dataDir, options } = service
  const logFile = join(dataDir, 'logs', `${name}.log`)
  const child = startChild({
    args: ['--import', 'tsx', `local/${name}/main.ts`],
    env: { STOA_LOCAL_OPTIONS: JSON.stringify({ ...options, ...ports }) },
    output: { file: logFile },
    graceMs: GRACE_MS,
  })
  const ready = new Promise<ReadyMessage>((resolve, reject) => {
    child.process.on('message', (message) => {
      if (isReady(message)) resolve(message)
    })
    child.exited.then((reason) => reject(new StartError(`The embedded ${name} ${reason}: ${lastLines(logFile, 1)}`)))
    setTimeout(
      () => reject(new StartError(`The embedded ${name} did not start in time; see ${logFile}.`)),
      READY_LIMIT_MS,
    ).unref()
  })
  try {
    return { ready: await ready, exited: child.exited, stop: child.stop }
  } catch (error) {
    await child.stop()
    throw error
  }
}

function isReady(message: unknown): message is ReadyMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'ready' in message &&
    'url' in message &&
    typeof message.url === 'string'
  )
}

function portsOf({ url, smtpUrl }: ReadyMessage): Record<string, number> {
  return { port: Number(new URL(url).port), ...(smtpUrl ? { smtpPort: Number(new URL(smtpUrl).port) } : {}) }
}
