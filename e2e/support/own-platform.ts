/** A platform for one purpose: production build, empty data directory, demo catalog. Never the user's shop. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Runtime, runtime } from './platform'
import { startPlatform, stopPlatform } from './process'

/** Starts it; `stop` removes its data as well. One at a time in a process. */
export async function startOwnPlatform(purpose: string): Promise<Runtime & { stop(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), `stoa-${purpose}-`))
  process.env.STOA_E2E_DATA_DIR = dir
  await startPlatform()
  const stop = async () => {
    await stopPlatform()
    await rm(dir, { recursive: true, force: true })
  }
  return { ...runtime(), stop }
}
