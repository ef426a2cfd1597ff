/**
 * Counting what a test runner reports. Invariant: nothing that failed to run counts as nothing: a file that could not be
 * loaded, an error outside of a test and a run without a single test are failures.
 */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

const vitestSchema = z.object({
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

/** Vitest's JSON report. `kinds` are patterns of file names of which each must have run a test. */
export function countVitest(file: string, kinds: Record<string, RegExp>): Counts {
  const report = read(file, vitestSchema)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { status, assertionResults } of report.testResults) {
    for (const assertion of assertionResults) counts[kindOf(assertion.status)] += 1
    const counted = assertionResults.some((assertion) => assertion.status === 'failed')
    if (status === 'failed' && !counted) counts.failed += 1
  }
  for (const [kind, pattern] of Object.entries(kinds)) {
    const ran = report.testResults.some((result) => pattern.test(result.name) && result.assertionResults.length > 0)
    if (ran) continue
    console.error(`No ${kind} test ran.`)
    counts.failed += 1
  }
  return counts
}

/** Playwright's JSON report. A flaky test is a failed one. */
export function countPlaywright(file: string): Counts {
  const report = read(file, playwrightSchema)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  const ranNone = expected + unexpected + flaky === 0
  if (ranNone) console.error('No browser test ran.')
  return { passed: expected, failed: unexpected + flaky + report.errors.length + (ranNone ? 1 : 0), skipped }
}

export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function kindOf(status: string): keyof Counts {
  if (status === 'passed') return 'passed'
  return status === 'failed' ? 'failed' : 'skipped'
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) {
    console.error('The test runner ended without a report.')
    return undefined
  }
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
