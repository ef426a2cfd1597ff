import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countPlaywright, countVitest, summary } from '@/scripts/testing/reports'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stoa-reports-'))
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
})

function report(value: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(value))
  return file
}

function result(name: string, ...statuses: string[]) {
  const status = statuses.includes('failed') ? 'failed' : 'passed'
  return { name, status, assertionResults: statuses.map((each) => ({ status: each })) }
}

describe('vitest', () => {
  const kinds = { unit: /(?<!\.db)\.test\.ts$/, database: /\.db\.test\.ts$/ }

  it('counts every test', () => {
    const file = report({
      testResults: [result('/a.test.ts', 'passed', 'failed', 'skipped', 'todo'), result('/b.db.test.ts', 'passed')],
    })
    expect(countVitest(file, kinds)).toEqual({ passed: 2, failed: 1, skipped: 2 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const broken = { name: '/c.test.ts', status: 'failed', assertionResults: [] }
    const file = report({ testResults: [result('/a.test.ts', 'passed'), result('/b.db.test.ts', 'passed'), broken] })
    expect(countVitest(file, kinds)).toEqual({ passed: 2, failed: 1, skipped: 0 })
  })

  it('fails where one kind ran no test at all', () => {
    const file = report({ testResults: [result('/a.test.ts', 'passed')] })
    expect(countVitest(file, kinds)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('fails without a report', () => {
    expect(countVitest(join(folder, 'none.json'), kinds)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('playwright', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }

  it('counts flaky tests and errors outside of tests as failures', () => {
    expect(countPlaywright(report({ stats, errors: [] }))).toEqual({ passed: 3, failed: 0, skipped: 0 })
    const bad = { stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'global setup' }] }
    expect(countPlaywright(report(bad))).toEqual({ passed: 1, failed: 3, skipped: 2 })
  })

  it('fails when nothing ran', () => {
    expect(countPlaywright(report({ stats: { ...stats, expected: 0 }, errors: [] })).failed).toBe(1)
  })
})

it('ends with the line that others read', () => {
  expect(summary({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(summary({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
})
