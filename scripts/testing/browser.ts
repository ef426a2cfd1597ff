/** Finds a browser for the browser tests, or installs Debian's. Never downloads a browser build by itself. */
import { spawnSync } from 'node:child_process'
import { findChromium } from '@/e2e/support/chromium'
import { StartError } from '@/local/supervisor/start-error'

const INSTALL_LIMIT_MS = 10 * 60_000

/** Throws a StartError when there is none and none can be installed. */
export function ensureBrowser(): string {
  const found = find()
  if (found) return found
  const isRoot = process.getuid?.() === 0
  if (isRoot && runs('apt-get', ['--version'])) {
    console.log('installing chromium (apt-get)')
    runs('apt-get', ['update', '-qq'])
    runs('apt-get', ['install', '-y', '-qq', 'chromium'])
  }
  const installed = find()
  if (installed) return installed
  throw new StartError('The browser tests need Chromium: install the package chromium, or name one in CHROMIUM_PATH.')
}

function find(): string | undefined {
  try {
    return findChromium()
  } catch {
    return undefined
  }
}

function runs(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return (
    spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: INSTALL_LIMIT_MS }).status === 0
  )
}
