/** The executor's page: registered functions and the newest runs. */
import { escapeHtml } from '../http'
import { crons, unsupportedOptions } from './functions'
import type { FunctionConfig } from './types'
import type { RunView } from './views'

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2428; --soft: #66727a; --line: #dfe4e6; --paper: #fff; --wash: #f5f7f7; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecec; --soft: #97a3a8; --line: #2c3538; --paper: #14191b; --wash: #1b2224; --bad: #ff8a80 } }
body { margin: 0; background: var(--wash); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.35rem; margin: 0 } h2 { font-size: 1.05rem; margin: 2rem 0 .6rem }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line) }
th, td { text-align: left; padding: .5rem .8rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
th { color: var(--soft); font-weight: 500; border-top: 0 } .soft { color: var(--soft) } .failed { color: var(--bad) }
button { font: inherit }
`

export function overviewPage(functions: FunctionConfig[], runs: RunView[], waiting: number): string {
  const functionRows = functions
    .map((fn) => {
      const wakers = [...fn.triggers.flatMap(({ event }) => (event ? [event] : [])), ...crons(fn)].join(', ')
      const missing = unsupportedOptions(fn)
      const note = missing.length > 0 ? `not done here: ${missing.join(', ')}` : ''
      return `<tr><td>${escapeHtml(fn.id)}</td><td>${escapeHtml(wakers)}</td><td class="soft">${escapeHtml(note)}</td></tr>`
    })
    .join('')
  const runRows = runs
    .map((run) => {
      const retry =
        run.status === 'failed'
          ? `<form method="post" action="/api/runs/${run.id}/retry"><button>Try again</button></form>`
          : ''
      const result = run.error ? run.error.message : ''
      return `<tr><td class="soft">${new Date(run.startedAt).toISOString().slice(0, 19).replace('T', ' ')}</td><td>${escapeHtml(run.functionId)}</td>
<td>${escapeHtml(run.event.name)}</td><td class="${run.status}">${run.status}</td><td>${escapeHtml(result)}${retry}</td></tr>`
    })
    .join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Background jobs</title><style>${STYLE}</style></head><body><main><h1>Background jobs</h1>
<p class="soft">The local executor of Stoa's Inngest functions. ${waiting} waiting for their turn.</p>
<h2>Runs</h2><table><tr><th>Started</th><th>Function</th><th>Event</th><th>Status</th><th>Error</th></tr>${runRows}</table>
<h2>Functions</h2><table><tr><th>Id</th><th>Started by</th><th></th></tr>${functionRows}</table></main></body></html>`
}
