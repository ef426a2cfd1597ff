/** Starts the whole platform once for the browser and HTTP tests, on a data directory and a port of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killEverything, startPlatform, stopPlatform } from './process'

export default async function startForTests(): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'stoa-e2e-'))
  process.env.STOA_E2E_DATA_DIR = dir
  await startPlatform()
  return async () => {
    // The last project may have restarted it: whoever runs now is named in runtime.json.
    await stopPlatform().catch(() => killEverything())
    await rm(dir, { recursive: true, force: true })
  }
}
