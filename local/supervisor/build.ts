/**
 * `next build`, run only when its inputs changed.
 * Invariant: the stamp in the build's folder is written after a successful build of exactly that fingerprint, so a build
 * that was cut off counts as none. One build at a time in one folder; a second copy waits and then finds it done.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '@/local/supervisor/atomic-file'
import { startChild } from '@/local/supervisor/child'
import { type DataLock, takeLock } from '@/local/supervisor/data-lock'
import { fingerprint } from '@/local/supervisor/fingerprint'
import { root } from '@/local/supervisor/root'
import { StartError } from '@/local/supervisor/start-error'

export interface BuildOptions {
  /** NEXT_PUBLIC_* values. Nothing else of the environment may reach the build: it would be baked in. */
  baked: Record<string, string>
  log: (line: string) => void
  /** Ends a running build. */
  signal?: AbortSignal
}

export interface BuildResult {
  built: boolean
  /** What `next build` printed, now or when it was built. */
  output: string
  seconds: number
}

const OTHER_BUILD_LIMIT_MS = 20 * 60_000
const SAID_EVERY_MS = 15_000

/** Where the build lies, from the project's root. */
export function distDir(): string {
  return process.env.STOA_DIST_DIR || '.next'
}

/** Builds when out of date. Throws a StartError with the build's output. */
export async function buildIfOutOfDate(options: BuildOptions): Promise<BuildResult> {
  const started = Date.now()
  const seconds = () => (Date.now() - started) / 1000
  if (isUpToDate(options.baked)) return { built: false, output: readOutput(), seconds: seconds() }
  return withBuildLock(options.log, async () => {
    if (isUpToDate(options.baked)) return { built: false, output: readOutput(), seconds: seconds() }
    const before = fingerprint(root, options.baked)
    rmSync(stampFile(), { force: true })
    const output = await runBuild(options)
    writeFileAtomically(outputFile(), output, 0o644)
    // The fingerprint from before: a source that changed while it was built is built again at the next start.
    writeFileAtomically(stampFile(), JSON.stringify({ fingerprint: before }), 0o644)
    return { built: true, output, seconds: seconds() }
  })
}

function isUpToDate(baked: Record<string, string>): boolean {
  if (!existsSync(join(root, distDir(), 'BUILD_ID')) || !existsSync(stampFile())) return false
  const stamp = JSON.parse(readFileSync(stampFile(), 'utf8')) as { fingerprint: string }
  return stamp.fingerprint === fingerprint(root, baked)
}

async function runBuild({ baked, log, signal }: BuildOptions): Promise<string> {
  const started = Date.now()
  log('building (next build)')
  const child = startChild({
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: { ...baked, NEXT_TELEMETRY_DISABLED: '1', STOA_DIST_DIR: distDir(), FORCE_COLOR: '0', NO_COLOR: '1' },
    output: 'pipe',
    graceMs: 2_000,
    dieWithParent: true,
  })
  const stop = () => void child.stop()
  signal?.addEventListener('abort', stop, { once: true })
  const timer = setInterval(() => log(`still building (${Math.round((Date.now() - started) / 1000)} s)`), SAID_EVERY_MS)
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk.toString('utf8')
  }
  child.process.stdout?.on('data', collect)
  child.process.stderr?.on('data', collect)
  const closed = new Promise((resolve) => child.process.once('close', resolve))
  const reason = await child.exited
  await closed
  clearInterval(timer)
  signal?.removeEventListener('abort', stop)
  if (signal?.aborted) throw new StartError('The build was stopped.')
  if (reason !== 'ended with exit code 0') throw new StartError(`next build ${reason}.\n${output.trim()}`)
  return output
}

async function withBuildLock<T>(log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  // In the one folder that `next build` does not clear.
  const lock = await waitForLock(join(root, distDir(), 'cache'), log)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

async function waitForLock(folder: string, log: (line: string) => void): Promise<DataLock> {
  const deadline = Date.now() + OTHER_BUILD_LIMIT_MS
  for (let told = false; ; told = true) {
    try {
      return await takeLock(folder, 'next build')
    } catch (error) {
      if (!(error instanceof StartError)) throw error
      if (Date.now() > deadline)
        throw new StartError(`Another build in ${folder} does not end; stop it and start again.`)
      if (!told) log('waiting for another build in this folder')
    }
  }
}

function stampFile(): string {
  return join(root, distDir(), 'stoa-build.json')
}

function outputFile(): string {
  return join(root, distDir(), 'stoa-build.log')
}

function readOutput(): string {
  return existsSync(outputFile()) ? readFileSync(outputFile(), 'utf8') : ''
}
