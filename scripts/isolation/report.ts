/** The proof in words: a table for the terminal, a page to keep. */
import type { Report } from './verify'

const KINDS = ['table', 'route', 'action'] as const

export function reportText(report: Report): string {
  const { walls, subjects, findings, seconds } = report
  const width = Math.max(...subjects.map(({ name }) => name.length))
  const rows = subjects.map(({ kind, name, how, answers, findings: found }) => {
    const state = found.length > 0 ? `${found.length} FINDINGS` : 'ok'
    return `${kind.padEnd(6)}  ${name.padEnd(width)}  ${String(answers).padStart(4)}  ${state.padEnd(11)}  ${how}`
  })
  return [
    ...rows,
    '',
    ...findings.map((finding) => `FINDING  ${finding}`),
    `Walls: ${walls.tables} tables of stores, ${walls.faults.length} faults in the catalogs.`,
    `${countsOf(report)}; ${findings.length} findings, ${seconds.toFixed(1)} s.`,
  ].join('\n')
}

/** `61 tables, 66 routes, 40 actions, 512 answers compared`. */
export function countsOf({ subjects }: Report): string {
  const counts = KINDS.map((kind) => `${subjects.filter((subject) => subject.kind === kind).length} ${kind}s`)
  return `${counts.join(', ')}, ${subjects.reduce((sum, { answers }) => sum + answers, 0)} answers compared`
}

export function reportPage(report: Report, at: Date): string {
  const { walls, subjects, findings } = report
  const rows = subjects.map(
    ({ kind, name, how, answers, findings: found }) =>
      `<tr class="${found.length > 0 ? 'bad' : ''}"><td>${kind}</td><td><code>${escaped(name)}</code></td><td class="n">${answers}</td>
<td>${found.length > 0 ? found.map(escaped).join('<br>') : 'ok'}</td><td>${escaped(how)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Isolation of stores</title>
<style>
:root{color-scheme:light dark;--line:#e4e3df;--text:#1d1c1a;--muted:#66635d;--bad:#9f1d1d;--ground:#fff}
@media (prefers-color-scheme:dark){:root{--line:#383733;--text:#ecebe7;--muted:#a19e96;--bad:#ff8f8f;--ground:#191917}}
body{margin:0 auto;max-width:1200px;padding:32px 16px;background:var(--ground);color:var(--text);font:14px/1.5 system-ui,sans-serif}
h1{font-size:25px;line-height:1.25;margin:0 0 8px}p{margin:0 0 8px;color:var(--muted)}
table{border-collapse:collapse;width:100%;margin-top:24px}th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line)}
.n{text-align:right;font-variant-numeric:tabular-nums}.bad td{color:var(--bad)}code{font-size:13px;overflow-wrap:anywhere}
</style></head><body>
<h1>${findings.length === 0 ? 'Every store is an island' : `${findings.length} findings`}</h1>
<p>${countsOf(report)}. ${walls.tables} tables of stores in the catalogs, ${walls.faults.length} faults. ${at.toISOString()}</p>
${walls.faults.map((fault) => `<p class="bad">${escaped(fault)}</p>`).join('')}
<table><thead><tr><th>Kind</th><th>Name</th><th class="n">Answers</th><th>Outcome</th><th>Compared</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></body></html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
