/** The reader behind the architecture tests: an import that it misses is a law that does not bite. */
import { expect, it } from 'vitest'
import { importsOf, isTest, productFiles, sourceFiles } from './source'

const KNOWN = new Set(['lib/a.ts', 'lib/b.tsx', 'lib/deep/c.ts'])
const read = (text: string) => importsOf('lib/deep/here.ts', text, KNOWN)

it.each([
  ["import a from '@/lib/a'", 'lib/a.ts', false],
  ["import { a, type B } from '../a'", 'lib/a.ts', false],
  ["import {\n  a,\n  b,\n} from '../b'", 'lib/b.tsx', false],
  ["import * as c from './c'", 'lib/deep/c.ts', false],
  ["import './c'", 'lib/deep/c.ts', false],
  ["import a, { type B } from '../a'", 'lib/a.ts', false],
  ['import { a } from "next/headers"', 'npm:next/headers', false],
  ["import{a}from'node:fs'", 'node:fs', false],
  ["export { a } from '../a'", 'lib/a.ts', false],
  ["export * from '../a'", 'lib/a.ts', false],
  ["  const { a } = await import('../a')", 'lib/a.ts', false],
  ["const x = await import(\n  '../a',\n)", 'lib/a.ts', false],
  ["const x = require('../a')", 'lib/a.ts', false],
  ["import type { A } from '../a'", 'lib/a.ts', true],
  ["import { type A, type B } from '../a'", 'lib/a.ts', true],
  ["import { x } from '@/lib/missing'", 'lib/missing', false],
])('reads %j', (text, target, typeOnly) => expect(read(text)).toEqual([{ target, typeOnly }]))

it('reads several, and no string that only looks like one', () => {
  expect(read("import a from '../a'\nimport b from '../b'\nconst s = 'import c'\n")).toHaveLength(2)
})

it('sees the whole project', () => {
  const paths = sourceFiles().map(({ path }) => path)
  for (const path of [
    'middleware.ts',
    'db/store.ts',
    'lib/money.ts',
    'app/_actions/json.ts',
    'local/redis/server.ts',
  ]) {
    expect(paths).toContain(path)
  }
  expect(productFiles().some(({ path }) => isTest(path) || path.startsWith('local/'))).toBe(false)
})
