/** A build of this source with chosen faults in it, and a server of it beside the platform under test. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '@/local/supervisor/root'

/** What `next build` reads; below the project's folder, so that packages are found. */
const SOURCES = [
  'app',
  'lib',
  'db',
  'inngest',
  'public',
  'middleware.ts',
  'instrumentation.ts',
  'instrumentation-node.ts',
]
const CONFIG = ['next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package.json']
const BUILD_TIMEOUT_MS = 240_000

export interface Fault {
  file: string
  /** Stands in the file exactly once. */
  right: string
  wrong: string
}

/** Builds in `folder` (below the project's, removed first); `added` are new files. */
export async function buildWithFaults(folder: string, faults: Fault[], added: Record<string, string>): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  for (const source of [...SOURCES, ...CONFIG]) cpSync(join(root, source), join(folder, source), { recursive: true })
  const config: Fault[] = [
    { file: 'next.config.ts', right: 'root: import.meta.dirname', wrong: `root: ${JSON.stringify(root)}` },
    {
      file: 'next.config.ts',
      right: 'reactStrictMode: true,',
      wrong: 'reactStrictMode: true, typescript: { ignoreBuildErrors: true },',
    },
  ]
  for (const { file, right, wrong } of [...config, ...faults]) {
    const path = join(folder, file)
    const parts = readFileSync(path, 'utf8').split(right)
    if (parts.length !== 2) throw new Error(`${file} holds “${right}” ${parts.length - 1} times, not once`)
    writeFileSync(path, parts.join(wrong))
  }
  for (const [file, text] of Object.entries(added)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build', folder], {
    cwd: folder,
    env,
    timeout: BUILD_TIMEOUT_MS,
  })
}
