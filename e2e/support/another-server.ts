/** One more server process on the platform under test: the same build, database and Redis, a port of its own. */
import { join } from 'node:path'
import { startChild } from '@/local/supervisor/child'
import { freePort } from '@/local/supervisor/ports'
import { withWorkplace } from '@/scripts/cli/environment'
import { dataDir, http, runtime } from './platform'

const READY_TIMEOUT_MS = 30_000
const GRACE_MS = 3_000
/** The mail catcher's SMTP port is the supervisor's alone, and nothing that these servers do sends mail. */
const NO_MAIL = 'smtp://127.0.0.1:9'

export interface AnotherServer {
  port: number
  /** File of its output. */
  log: string
  stop(): Promise<unknown>
}

/** Starts it and waits until it answers. The caller stops it. `folder` holds another build than the platform's own. */
export async function startAnotherServer(folder = '.', more: Record<string, string> = {}): Promise<AnotherServer> {
  const env = await platformEnvironment()
  const port = await freePort()
  const log = join(dataDir(), `server-${port}.log`)
  const child = startChild({
    args: ['node_modules/next/dist/bin/next', 'start', folder, '-p', String(port)],
    env: {
      ...env,
      SMTP_URL: NO_MAIL,
      NODE_ENV: 'production',
      PORT: String(port),
      STOA_INTERNAL_ORIGIN: `http://127.0.0.1:${port}`,
      ...more,
    },
    output: { file: log },
    graceMs: GRACE_MS,
    dieWithParent: true,
  })
  const platform = new URL(runtime().platformUrl).host
  const deadline = Date.now() + READY_TIMEOUT_MS
  for (;;) {
    const answer = await http(platform, '/api/ready', { port }).catch(() => null)
    if (answer?.status === 200) return { port, log, stop: () => child.stop() }
    if (Date.now() > deadline) {
      await child.stop()
      throw new Error(`another server is not ready: ${answer?.status} ${answer?.text}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** What the supervisor gives its server: keys and secrets of the platform under test. */
export function platformEnvironment(): Promise<Record<string, string>> {
  Object.assign(process.env, { STOA_DATA_DIR: dataDir(), PORT: String(runtime().port) })
  return withWorkplace(async (place) => place.env)
}
