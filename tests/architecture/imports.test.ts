/** The import law (ARCHITECTURE.md): which room may know which other. */
import { describe, expect, it } from 'vitest'
import { type Import, isTest, productFiles, type SourceFile, sourceFiles } from './source'

/** Nouns in their order: each may know those of earlier places. Nouns beside them are bound by the ban on cycles alone. */
const NOUN_ORDER = [
  ['stores'],
  ['catalog'],
  ['inventory'],
  ['customers'],
  ['discounts', 'shipping', 'tax'],
  ['pricing'],
  ['cart'],
  ['orders'],
  ['payments'],
  ['checkout'],
]

interface Law {
  who: RegExp
  except?: RegExp
  /** Targets that are forbidden. */
  never: RegExp
  why: string
}

const LAWS: Law[] = [
  {
    who: /^(app|lib|db|inngest|middleware|instrumentation)/,
    never: /^local\//,
    why: 'the product knows no embedded part',
  },
  {
    who: /./,
    except: /^(db\/(store|platform)\.ts|scripts\/|local\/|db\/seed\/)/,
    never: /^db\/client/,
    why: 'the two doors alone open connections',
  },
  {
    who: /./,
    except: /^(db\/(client|migrate|verify-isolation|distribute|errors)\.ts|scripts\/|local\/|db\/seed\/)/,
    never: /^npm:postgres$/,
    why: 'the driver is behind the doors',
  },
  {
    who: /^app\//,
    never: /^db\/(schema|migrations|migrate|seed|store-table|verify)/,
    why: 'pages ask lib, not tables',
  },
  {
    who: /^(lib|db|inngest)\//,
    never: /^(app\/|middleware|instrumentation)/,
    why: 'nothing below the web layer knows it',
  },
  {
    who: /^lib\//,
    never: /^inngest\/|^npm:(next|next-auth|react|react-dom|inngest|server-only)($|\/)/,
    why: 'the commerce is framework-free',
  },
  { who: /^inngest\//, never: /^db\/(schema|client)|^npm:react/, why: 'jobs are shallow: lib does the work' },
  {
    who: /^db\//,
    except: /^db\/seed\//,
    never: /^(?!(npm:drizzle-orm|npm:postgres$|node:|db\/|lib\/env\.ts$))/,
    why: 'the database layer knows Drizzle, the driver and the environment',
  },
]

/** Folders of app/ that are surfaces of their own; `_`-folders are shared. */
const surfaceOf = (path: string) => /^app\/((?!_)[^/]+)\//.exec(path)?.[1]
const nounOf = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1]

const breaches = (files: SourceFile[], forbidden: (file: SourceFile, target: Import) => string | undefined) =>
  files.flatMap((file) =>
    file.imports.flatMap((target) => {
      const why = forbidden(file, target)
      return why ? [`${file.path} imports ${target.target}: ${why}`] : []
    }),
  )
const product = productFiles()
const untested = sourceFiles().filter(({ path }) => !isTest(path))

describe('rooms', () => {
  it.each(LAWS)('$who never $never ($why)', ({ who, except, never, why }) => {
    const bound = untested.filter(({ path }) => who.test(path) && !except?.test(path))
    expect(breaches(bound, (_, { target }) => (never.test(target) ? why : undefined))).toEqual([])
  })

  it('surfaces of the web layer do not import each other', () => {
    const app = product.filter(({ path }) => path.startsWith('app/'))
    const across = breaches(app, ({ path }, { target }) => {
      const [here, there] = [surfaceOf(path), surfaceOf(target)]
      return there && here !== there ? `${there} is a surface of its own` : undefined
    })
    expect(across).toEqual([])
  })

  it('every import of the project’s own files leads to a file', () => {
    const files = new Set(sourceFiles().map(({ path }) => path))
    const lost = breaches(untested, (_, { target }) =>
      /^(app|lib|db|inngest|local|tests|scripts)\//.test(target) &&
      !files.has(target) &&
      !/\.(css|json|sql|svg)$/.test(target)
        ? 'no such file'
        : undefined,
    )
    expect(lost).toEqual([])
  })
})

describe('nouns', () => {
  it('know only those before them', () => {
    const place = new Map(NOUN_ORDER.flatMap((nouns, index) => nouns.map((noun) => [noun, index] as const)))
    const upward = breaches(product, ({ path }, { target }) => {
      const [here, there] = [nounOf(path), nounOf(target)]
      if (!here || !there || here === there) return undefined
      const [from, to] = [place.get(here), place.get(there)]
      return from !== undefined && to !== undefined && to >= from ? `${there} comes after ${here}` : undefined
    })
    expect(upward).toEqual([])
  })

  it('form no cycle, nor do files', () => {
    expect(cyclesIn(graphOf(product, (path) => path))).toEqual([])
    expect(cyclesIn(graphOf(product, (path) => nounOf(path)))).toEqual([])
  })
})

describe('middleware', () => {
  it('reaches only what runs at the edge', () => {
    const reached = new Set<string>()
    const byPath = new Map(product.map((file) => [file.path, file]))
    const visit = (path: string): void => {
      if (reached.has(path)) return
      reached.add(path)
      for (const { target, typeOnly } of byPath.get(path)?.imports ?? []) if (!typeOnly) visit(target)
    }
    visit('middleware.ts')
    expect(reached.size).toBeGreaterThan(10)
    const allowed =
      /^(middleware\.ts|lib\/tenancy\/[\w-]+\.ts|lib\/(kv|scheme)\.ts|lib\/shared-clock\.mjs|npm:next\/server|npm:@upstash\/redis)$/
    expect([...reached].filter((target) => !allowed.test(target))).toEqual([])
  })
})

/** Value imports between groups of files; types are erased and cannot run in a circle. */
function graphOf(files: SourceFile[], group: (path: string) => string | undefined): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>()
  for (const file of files) {
    const from = group(file.path)
    if (from === undefined) continue
    const edges = graph.get(from) ?? new Set()
    graph.set(from, edges)
    for (const { target, typeOnly } of file.imports) {
      const to = group(target)
      if (!typeOnly && to !== undefined && to !== from) edges.add(to)
    }
  }
  return graph
}

function cyclesIn(graph: Map<string, Set<string>>): string[] {
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (node: string, trail: string[]): void => {
    const at = trail.indexOf(node)
    if (at >= 0) {
      cycles.push([...trail.slice(at), node].join(' -> '))
      return
    }
    if (done.has(node)) return
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node])
    done.add(node)
  }
  for (const node of graph.keys()) visit(node, [])
  return cycles
}
