/** The stages of `npm test`, in order: the quick ones that find most first. */
import { join } from 'node:path'
import { buildVariables, readSettings } from '@/local/env'
import { buildIfOutOfDate } from '@/local/supervisor/build'
import { type Child, startChild } from '@/local/supervisor/child'
import { root } from '@/local/supervisor/root'
import { ensureBrowser } from '@/scripts/testing/browser'
import { type Counts, countPlaywright, countVitest } from '@/scripts/testing/reports'

export interface Stage {
  name: string
  /** `folder` is a temporary one for reports. */
  run(folder: string): Promise<Counts>
}

const STOP_MS = 15_000
/** What a run must contain at least once; see vitest.config.ts for how files are named. */
const KINDS = {
  unit: /(?<!\.db)\.test\.tsx?$/,
  architecture: /\/tests\/architecture\/.*\.test\.ts$/,
  database: /\.db\.test\.ts$/,
}
/** Next's own notice about the file name middleware.ts, which stays (docs/decisions). */
const ACCEPTED_NOTICE = /The "middleware" file convention is deprecated/
const COMPLAINT = /⚠|\bwarn(ing)?s?\b|\berrors?\b|\bfailed\b/i

const current = new Set<Child>()

export const stages: Stage[] = [
  { name: 'route types', run: () => program('node_modules/next/dist/bin/next', ['typegen']) },
  { name: 'types', run: () => program('node_modules/typescript/bin/tsc', ['--noEmit']) },
  { name: 'lint', run: () => program('node_modules/@biomejs/biome/bin/biome', ['check', '.']) },
  { name: 'unit, architecture, database', run: vitest },
  { name: 'build', run: build },
  { name: 'faults', run: faults },
  { name: 'browser and HTTP', run: playwright },
]

/** Ends whatever stage is running. */
export async function stopStages(): Promise<void> {
  await Promise.all([...current].map((child) => child.stop()))
}

async function program(script: string, args: string[]): Promise<Counts> {
  const ok = await runNode(script, args, {})
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

function vitest(folder: string): Promise<Counts> {
  return vitestProjects(['unit', 'database'], KINDS, folder)
}

/** The production build with its dependencies broken on purpose; needs the build. */
function faults(folder: string): Promise<Counts> {
  return vitestProjects(['faults'], { faults: /\/tests\/faults\/.*\.test\.ts$/ }, folder)
}

async function vitestProjects(projects: string[], kinds: Record<string, RegExp>, folder: string): Promise<Counts> {
  const report = join(folder, `vitest-${projects[0]}.json`)
  const chosen = projects.flatMap((project) => ['--project', project])
  const args = ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ok = await runNode('node_modules/vitest/vitest.mjs', args, {})
  return orFailed(countVitest(report, kinds), ok)
}

async function playwright(folder: string): Promise<Counts> {
  const report = join(folder, 'playwright.json')
  const env = {
    CHROMIUM_PATH: ensureBrowser(),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  }
  const ok = await runNode('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], env)
  return orFailed(countPlaywright(report), ok)
}

async function build(): Promise<Counts> {
  const settings = readSettings(process.env, root)
  const { output } = await buildIfOutOfDate({ baked: buildVariables(settings), log: (line) => console.log(line) })
  const complaints = output.split('\n').filter((line) => COMPLAINT.test(line) && !ACCEPTED_NOTICE.test(line))
  for (const line of complaints) console.error(`next build printed: ${line.trim()}`)
  return { passed: complaints.length === 0 ? 1 : 0, failed: complaints.length === 0 ? 0 : 1, skipped: 0 }
}

// An exit code that says failure counts, also where the report shows none (a crash after the last test).
function orFailed(counts: Counts, ok: boolean): Counts {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

async function runNode(script: string, args: string[], extra: Record<string, string>): Promise<boolean> {
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const env = { ...Object.fromEntries(given), NEXT_TELEMETRY_DISABLED: '1', ...extra }
  const child = startChild({ args: [script, ...args], env, output: 'inherit', graceMs: STOP_MS, dieWithParent: true })
  current.add(child)
  const reason = await child.exited
  current.delete(child)
  return reason === 'ended with exit code 0'
}
