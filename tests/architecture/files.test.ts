/** Sizes and names: files that one reads at once, named for what they hold. */
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTest, sourceFiles } from './source'

const HARD_STOP = 300
const MEDIAN = 60
const P95 = 180
const FEW_LINES = 15
/** Data and generated output, not code to be read through. */
const UNCOUNTED = /^db\/(migrations|seed\/(demo|art))\//

const code = sourceFiles().filter(({ path }) => !UNCOUNTED.test(path))

describe('files', () => {
  it(`have at most ${HARD_STOP} lines`, () => {
    const long = code.filter(({ lines }) => lines > HARD_STOP).map(({ path, lines }) => `${path}: ${lines}`)
    expect(long).toEqual([])
  })

  it('are mostly short', () => {
    const lines = code
      .filter(({ path }) => !isTest(path))
      .map((file) => file.lines)
      .sort((a, b) => a - b)
    const median = lines[Math.floor(lines.length / 2)] ?? 0
    const p95 = lines[Math.floor(lines.length * 0.95)] ?? 0
    console.log(
      `lines a file: median ${median} (aim ${MEDIAN}), 95th percentile ${p95} (aim ${P95}), ${lines.length} files`,
    )
    expect(median).toBeLessThanOrEqual(MEDIAN * 1.5)
    expect(p95).toBeLessThanOrEqual(P95 * 1.25)
  })

  it('are named in kebab-case for what they hold', () => {
    const odd = code.filter(({ path }) => {
      const name = basename(path).replace(/\.(ts|tsx|mts|mjs|cjs|js)$/, '')
      return !/^[a-z0-9]+(-[a-z0-9]+)*(\.(db|config|test|spec|setup|d))*$/.test(name)
    })
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  it('are no drawers for what fits nowhere else', () => {
    const drawers = code.filter(({ path }) => /(^|\/)(utils?|helpers?|misc|common)(\.|\/)/.test(path))
    expect(drawers.map(({ path }) => path)).toEqual([])
  })

  it('are no barrels: a name has one place to be imported from', () => {
    const barrels = code.filter(({ path, text }) => /(^|\/)index\.tsx?$/.test(path) || /^export \* from /m.test(text))
    expect(barrels.map(({ path }) => path)).toEqual([])
  })

  it('begin with what they own', () => {
    const silent = code.filter(({ path, text, lines }) => {
      // A few lines are read sooner than a comment on them.
      if (lines <= FEW_LINES || isTest(path) || /\.d\.ts$|\.config\.|^(next-env|drizzle)/.test(path)) return false
      return !/^(#!.*\n)?(['"]use (client|server)['"];?\n+)?(\/\*\*|\/\*|\/\/)/.test(text)
    })
    expect(silent.map(({ path }) => path)).toEqual([])
  })
})
