/** Every environment variable that the code reads is explained in .env.example, and every one explained there is read. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTest, ROOT, sourceFiles } from './source'

/** Set by Node, Next, Vercel or our own start script for its children: nobody writes them into a file. */
const GIVEN = new Set([
  'NODE_ENV',
  'NEXT_RUNTIME',
  'NEXT_PHASE',
  'NEXT_TELEMETRY_DISABLED',
  'CI',
  'STOA_CALLED_FROM',
  'PATH',
  'HOME',
  'TMPDIR',
  'NO_COLOR',
  'FORCE_COLOR',
  'TERM',
  'VERCEL',
  'VERCEL_ENV',
  'VERCEL_URL',
  'STOA_LOCAL_OPTIONS',
  'STOA_DIST_DIR',
  'STOA_GUARD',
  'STOA_SUPERVISOR_PID',
  'INIT_CWD',
  'STOA_TEST_PG_ADMIN_URL',
  'NODE_OPTIONS',
])

const example = readFileSync(join(ROOT, '.env.example'), 'utf8')
const explained = new Set([...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? ''))

/** `process.env.X`, `env().X`, and the names in lib/env.ts's schema and local/env.ts. */
function variablesRead(): Map<string, string> {
  const read = new Map<string, string>()
  for (const { path, text } of sourceFiles()) {
    if (isTest(path) || path.endsWith('.config.ts')) continue
    const patterns = [
      /process\.env\.([A-Z][A-Z0-9_]+)/g,
      /process\.env\[['"]([A-Z][A-Z0-9_]+)['"]\]/g,
      /\bsource\.([A-Z][A-Z0-9_]+)/g,
    ]
    if (path === 'lib/env.ts') patterns.push(/^ {2}([A-Z][A-Z0-9_]+): z\./gm)
    if (path === 'local/env.ts') patterns.push(/given\.([A-Z][A-Z0-9_]+)/g)
    for (const pattern of patterns) for (const match of text.matchAll(pattern)) read.set(match[1] ?? '', path)
  }
  return read
}

describe('.env.example', () => {
  it('explains every variable that is read', () => {
    const missing = [...variablesRead()].filter(([name]) => !GIVEN.has(name) && !explained.has(name))
    expect(missing.map(([name, path]) => `${name} (${path})`)).toEqual([])
  })

  it('puts words before every variable', () => {
    const lines = example.split('\n')
    const bare = lines.filter(
      (line, i) => /^#? ?[A-Z][A-Z0-9_]+=/.test(line) && !/^#|^#? ?[A-Z][A-Z0-9_]+=/.test(lines[i - 1] ?? ''),
    )
    expect(bare).toEqual([])
  })

  it('holds no secret', () => {
    expect(example).not.toMatch(/(sk|rk|whsec)_(live|test)_[A-Za-z0-9]{8,}/)
  })
})
