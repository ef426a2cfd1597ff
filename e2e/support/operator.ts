/** The operator's command line, on the platform under test. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { dataDir } from './platform'

const TIMEOUT_MS = 180_000

/** Runs `npm run stoa -- ...words`; what it printed. @throws when it does not exit 0 */
export function operator(...words: string[]): Promise<string> {
  return operatorLater(0, ...words)
}

/** The same in a process whose clock is ahead by `offsetMs`. */
export async function operatorLater(offsetMs: number, ...words: string[]): Promise<string> {
  const given = { PORT: process.env.STOA_E2E_PORT, STOA_DATA_DIR: dataDir(), STOA_CLOCK_OFFSET_MS: String(offsetMs) }
  const env = { ...process.env, ...given }
  const run = promisify(execFile)(process.execPath, ['scripts/stoa.mjs', ...words], { env, timeout: TIMEOUT_MS })
  const { stdout } = await run.catch((error: { message: string; stdout?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ''}`)
  })
  return stdout
}
