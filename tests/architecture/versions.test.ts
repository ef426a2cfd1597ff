/** The lockfile: no version with a known hole in what Stoa uses, and nothing of the machine that wrote it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './source'

interface Locked {
  version: string
  resolved?: string
  link?: boolean
  hasInstallScript?: boolean
}
const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
const lock: { packages: Record<string, Locked> } = JSON.parse(text)
const manifest: Record<'dependencies' | 'devDependencies' | 'allowScripts', Record<string, string>> = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
)

/** First version without the hole, and the hole. A range of several lines names the first good one of each. */
const MINIMUM: [name: string, versions: string[], why: string][] = [
  [
    'next',
    ['16.4.5'],
    'CVE-2026-119351 root parameters leak in nested use cache; older: remote code execution in the image optimizer',
  ],
  ['react', ['19.2.9', '19.3.1'], 'CVE-2026-44907: denial of service in server functions'],
  ['react-dom', ['19.2.9', '19.3.1'], 'CVE-2026-44907: denial of service in server functions'],
  ['next-auth', ['4.24.15', '5.0.0-beta.32'], 'CVE-2026-73421: a configuration error reads as signed in'],
  ['@auth/core', ['0.41.3'], 'GHSA-7rqj: look-alike @ in e-mail addresses'],
  ['@auth/drizzle-adapter', ['1.11.3'], 'pins the core with the hole'],
  ['drizzle-orm', ['0.45.2'], 'CVE-2026-39356: injection through sql.identifier()'],
  ['inngest', ['4.2.5'], 'CVE-2026-42047: environment leaked by unexpected methods'],
  ['sharp', ['0.35.5'], 'memory errors in image decoding'],
  ['dompurify', ['3.4.17'], 'bypasses of the sanitizer'],
]

type Version = [number, number, number, string]
const parse = (version: string): Version => {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:-(.+))?$/.exec(version)
  if (!match) throw new Error(`not a version: ${version}`)
  return [Number(match[1]), Number(match[2]), Number(match[3]), match[4] ?? '']
}
const prerelease = (text: string) => (text === '' ? Number.POSITIVE_INFINITY : Number(/(\d+)$/.exec(text)?.[1] ?? 0))

/** At least the named version of its own line (same major and minor, or the newest line named). */
function isAtLeast(version: string, minimums: string[]): boolean {
  const have = parse(version)
  const lines = minimums.map(parse)
  const own =
    lines.find((line) => line[0] === have[0] && line[1] === have[1]) ??
    lines.find((line) => line[0] === have[0]) ??
    lines.at(-1)
  if (!own) return false
  for (const i of [0, 1, 2] as const) if (have[i] !== own[i]) return have[i] > own[i]
  return prerelease(have[3]) >= prerelease(own[3])
}

describe('the version gate', () => {
  it('compares as it should', () => {
    expect(isAtLeast('16.4.6', ['16.4.5'])).toBe(true)
    expect(isAtLeast('16.4.4', ['16.4.5'])).toBe(false)
    expect(isAtLeast('16.3.9', ['16.4.5'])).toBe(false)
    expect(isAtLeast('5.0.0-beta.31', ['4.24.15', '5.0.0-beta.32'])).toBe(false)
    expect(isAtLeast('5.0.0-beta.32', ['4.24.15', '5.0.0-beta.32'])).toBe(true)
    expect(isAtLeast('19.2.8', ['19.2.9', '19.3.1'])).toBe(false)
    expect(isAtLeast('19.3.0', ['19.2.9', '19.3.1'])).toBe(false)
  })

  it.each(MINIMUM)('%s is at least %s (%s)', (name, versions) => {
    const copies = Object.entries(lock.packages).filter(
      ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
    )
    const old = copies.filter(([, { version }]) => !isAtLeast(version, versions))
    expect(old.map(([path, { version }]) => `${path} ${version}`)).toEqual([])
    if (name in { ...manifest.dependencies, ...manifest.devDependencies }) expect(copies.length).toBeGreaterThan(0)
  })
})

describe('the lockfile', () => {
  it('holds no download address: each machine uses the registry it is configured for', () => {
    expect(text).not.toMatch(
      /"resolved"|https?:\/\/(?!(www\.)?(opencollective|github|paypal|tidelift|patreon|ko-fi|buymeacoffee|feross|polar|liberapay)\b)[^"]*\.tgz/,
    )
    expect(Object.values(lock.packages).some(({ resolved }) => resolved)).toBe(false)
  })

  it('runs no install script but the allowed ones', () => {
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript)
    const names = scripted.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13))
    const allowed = Object.keys(manifest.allowScripts)
    // Other platforms' builds of an allowed package are optional and not installed here.
    const family = (name: string) =>
      allowed.some((known) => known.split('/')[0] === name.split('/')[0]) || name === 'fsevents'
    expect([...new Set(names)].filter((name) => !family(name))).toEqual([])
  })

  it('pins direct dependencies exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    expect(Object.entries(all).filter(([, range]) => !/^\d/.test(range))).toEqual([])
  })
})
