/** The project's own source as the architecture tests see it: files, lines, and who imports whom. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')
const SKIPPED = /^(node_modules|\.git|\.next.*|\.data.*|\.ci|public|test-results|playwright-report)$/

export interface Import {
  /** A file of the project (`lib/money.ts`), or a package (`npm:next/headers`, `node:crypto`). */
  target: string
  /** Erased when compiled. */
  typeOnly: boolean
}

export interface SourceFile {
  /** Relative to the root, with slashes. */
  path: string
  text: string
  lines: number
  imports: Import[]
}

let cached: SourceFile[] | undefined

/** Every TypeScript and JavaScript file, tests included. */
export function sourceFiles(): SourceFile[] {
  if (cached) return cached
  const paths = walk(ROOT).sort()
  const known = new Set(paths)
  cached = paths.map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    return { path, text, lines: text.split('\n').length - 1, imports: importsOf(path, text, known) }
  })
  return cached
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /^(tests|e2e|bench)\//.test(path)

/** Product code: what runs in a deployment. Neither tests nor the machinery of a developer's machine. */
export function productFiles(): SourceFile[] {
  return sourceFiles().filter(
    ({ path }) => !isTest(path) && /^(app|lib|db|inngest)\/|^(middleware|proxy|instrumentation)/.test(path),
  )
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.test(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return /\.(ts|tsx|mts|cts|js|mjs|cjs)$/.test(entry.name) && entry.name !== 'next-env.d.ts'
      ? [relative(ROOT, path).split(sep).join('/')]
      : []
  })
}

const STATEMENT =
  /^[ \t]*(?:import|export)\b[ \t]*(type[ \t]+)?(?:[\w$*{][^'"`;]*?[ \t\n}]from[ \t]*)?['"]([^'"\n]+)['"]|\bimport\([ \t\n]*['"]([^'"\n]+)['"]|\brequire\([ \t\n]*['"]([^'"\n]+)['"]/gm

/** What `text`, the contents of `path`, imports, in whatever spelling. `known`: the project's files. */
export function importsOf(path: string, text: string, known: Set<string>): Import[] {
  return [...text.matchAll(STATEMENT)].map((match) => ({
    typeOnly: match[1] !== undefined || onlyTypes(match[0]),
    target: resolve(path, match[2] ?? match[3] ?? match[4] ?? '', known),
  }))
}

/** `import { type A, type B } from`: nothing of it is left at run time. */
function onlyTypes(statement: string): boolean {
  const names = /\{([^}]*)\}/.exec(statement)?.[1]
  if (names === undefined || /import\s+[\w$]+\s*,/.test(statement)) return false
  const parts = names.split(',').map((name) => name.trim())
  return parts.filter(Boolean).every((name) => name.startsWith('type '))
}

function resolve(from: string, specifier: string, known: Set<string>): string {
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? join(dirname(from), specifier).split(sep).join('/')
      : undefined
  if (base === undefined) return specifier.startsWith('node:') ? specifier : `npm:${specifier}`
  const candidates = [
    base,
    ...['ts', 'tsx', 'mts', 'mjs', 'js', 'cjs'].map((end) => `${base}.${end}`),
    `${base}/index.ts`,
  ]
  return candidates.find((candidate) => known.has(candidate)) ?? base
}
