/**
 * How an embedded part lives as a process of its own: options come as JSON in STOA_LOCAL_OPTIONS, readiness goes out
 * over IPC and as one printed line, and the process ends with its parent ('disconnect') or on SIGTERM and SIGINT.
 *
 * Invariant: an embedded part never outlives the process that started it.
 */
import type { z } from 'zod'

/** What every embedded part gives back once it listens. Further fields go to the parent as they are. */
export interface Service {
  url: string
  stop(): Promise<void>
}

/** After this the process ends whether or not stop() has come back. */
const STOP_TIMEOUT_MS = 2_500

/** Runs one embedded part as this process. Bad options or a failed start: one sentence on stderr, exit code 1. */
export async function runService<Options, Running extends Service>(
  name: string,
  schema: z.ZodType<Options>,
  start: (options: Options) => Promise<Running>,
): Promise<void> {
  let stopping = false
  let running: Running | undefined
  const leave = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(0), STOP_TIMEOUT_MS).unref()
    const stopped = running ? running.stop() : Promise.resolve()
    stopped.then(
      () => process.exit(0),
      (error: unknown) => fail(name, error),
    )
  }
  // Registered before the start: a parent that dies while we are starting must not leave an orphan.
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  process.on('disconnect', leave)
  try {
    running = await start(parseOptions(schema, process.env.STOA_LOCAL_OPTIONS ?? '{}'))
  } catch (error) {
    fail(name, error)
  }
  const { stop: _stop, ...facts } = running
  process.send?.({ ready: true, ...facts })
  console.log(`${name} answers at ${running.url}`)
}

function parseOptions<Options>(schema: z.ZodType<Options>, text: string): Options {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new Error('STOA_LOCAL_OPTIONS is not JSON')
  }
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'options'}: ${issue.message}`)
  throw new Error(`STOA_LOCAL_OPTIONS: ${wrong.join('; ')}`)
}

function fail(name: string, error: unknown): never {
  console.error(`${name} could not run: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
