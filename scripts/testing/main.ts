/**
 * `npm test`: every stage in order, each with its time, and one last line with the sum. A failed stage does not hide the
 * next ones. Exits 0 only when nothing failed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sentenceOf } from '@/local/supervisor/start-error'
import { type Counts, summary } from '@/scripts/testing/reports'
import { type Stage, stages, stopStages } from '@/scripts/testing/stages'

const folder = mkdtempSync(join(tmpdir(), 'stoa-test-'))
const startedMs = Date.now()
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
let stopping = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
process.on('disconnect', () => void stop())

for (const stage of stages) {
  if (stopping) break
  const counts = await runStage(stage)
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
}
rmSync(folder, { recursive: true, force: true })
if (!stopping) {
  console.log(`\n${summary(total)}`)
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
}

async function runStage(stage: Stage): Promise<Counts> {
  const stageMs = Date.now()
  console.log(`\n── ${stage.name}`)
  const counts = await stage.run(folder).catch((error: unknown) => {
    console.error(sentenceOf(error))
    return { passed: 0, failed: 1, skipped: 0 }
  })
  const now = Date.now()
  const [took, since] = [now - stageMs, now - startedMs].map((ms) => `${(ms / 1000).toFixed(1)} s`)
  console.log(`── ${stage.name}: ${summary(counts)} (${took}, ${since} since the start)`)
  return counts
}

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await stopStages()
  rmSync(folder, { recursive: true, force: true })
  process.exit(1)
}
