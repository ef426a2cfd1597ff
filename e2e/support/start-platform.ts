/**
 * Starts the whole platform once for the browser and HTTP tests, on a data directory and a port of its own, beside the name
 * server that it asks about domains.
 * With STOA_E2E_DATA_DIR the platform that runs on that directory is used, and left running.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDns } from '@/local/dns/server'
import { killFamilies, startPlatform, stopPlatform } from './process'

export default async function startForTests(): Promise<() => Promise<void>> {
  if (process.env.STOA_E2E_DATA_DIR) return async () => {}
  const dir = await mkdtemp(join(tmpdir(), 'stoa-e2e-'))
  process.env.STOA_E2E_DATA_DIR = dir
  const dns = await startDns()
  Object.assign(process.env, { DNS_SERVER: dns.address, STOA_E2E_DNS_URL: dns.url })
  await startPlatform()
  return async () => {
    // The last project restarted it, in another process: whoever runs now is named in runtime.json.
    try {
      await stopPlatform()
    } finally {
      killFamilies()
      await dns.stop()
      await rm(dir, { recursive: true, force: true })
    }
  }
}
