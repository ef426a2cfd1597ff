/** The fingerprint of everything a build is made from: equal fingerprints, equal builds. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = [
  'app',
  'lib',
  'db',
  'inngest',
  'public',
  'middleware.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const NOT_BUILT = /\.test\.tsx?$|\.md$/

/** `baked` are the variables that the build writes into its output. */
export function fingerprint(root: string, baked: Record<string, string>): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) add(hash, root, source)
  hash.update(JSON.stringify(baked))
  return hash.digest('hex')
}

function add(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) add(hash, root, `${path}/${name}`)
    return
  }
  if (NOT_BUILT.test(path)) return
  const content = readFileSync(full)
  // Length and name are part of it: two files must not look like one.
  hash.update(`${path}\0${content.length}\0`).update(content)
}
