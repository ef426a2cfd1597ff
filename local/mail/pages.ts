/** The pages of the mail catcher: the list of mails and one mail. Everything that came in by mail is escaped or sandboxed. */
import type { ParsedMail } from 'mailparser'
import { escapeHtml } from '../http'
import type { MailSummary } from './mailbox'

const LIST_LIMIT = 200

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2428; --soft: #66727a; --line: #dfe4e6; --paper: #fff; --wash: #f5f7f7; --accent: #0f6b63 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecec; --soft: #97a3a8; --line: #2c3538; --paper: #14191b; --wash: #1b2224; --accent: #63c7bb } }
* { box-sizing: border-box }
body { margin: 0; background: var(--wash); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; overflow-wrap: anywhere }
a { color: var(--accent); text-decoration: none }
a:hover { text-decoration: underline }
.soft { color: var(--soft) }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; margin-top: 1.25rem; overflow: hidden }
.mail { display: grid; grid-template-columns: 15rem 1fr auto; gap: 1rem; padding: .8rem 1.1rem; border-top: 1px solid var(--line); color: inherit }
.mail:first-child { border-top: 0 }
.mail:hover { background: var(--wash); text-decoration: none }
.mail span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.mail .subject { font-weight: 600 }
form { display: flex; gap: .5rem; margin-top: 1.25rem }
input, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .45rem .7rem }
input { flex: 1; min-width: 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; padding: 1rem 1.1rem }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
iframe { display: block; width: 100%; height: 70vh; border: 0; background: #fff }
pre { margin: 0; padding: 1rem 1.1rem; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.55 ui-monospace, monospace }
summary { padding: .8rem 1.1rem; cursor: pointer }
@media (max-width: 40rem) { .mail { grid-template-columns: 1fr auto } .mail .subject { grid-column: 1 / -1; grid-row: 2 } }
`

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
}

/** The list, newest first, at most LIST_LIMIT mails. */
export function listPage(mails: MailSummary[], search: string): string {
  const shown = mails.slice(0, LIST_LIMIT)
  const rows = shown
    .map(
      (mail) => `<a class="mail" href="/messages/${mail.id}"><span>${escapeHtml(mail.to.join(', '))}</span>
<span class="subject">${escapeHtml(mail.subject || '(no subject)')}</span><span class="soft">${when(mail)}</span></a>`,
    )
    .join('')
  const empty = `<p class="soft" style="padding:1.1rem;margin:0">${search ? 'No mail matches.' : 'No mail yet. Every mail that Stoa sends from this machine arrives here.'}</p>`
  const more = mails.length > shown.length ? `<p class="soft">The newest ${shown.length} of ${mails.length}.</p>` : ''
  return page(
    'Mail',
    `<h1>Mail</h1><span class="soft">${mails.length === 1 ? '1 mail' : `${mails.length} mails`} caught on this machine. None of them was sent on.</span>
<form method="get"><input name="search" aria-label="Search recipient or subject" placeholder="Recipient or subject" value="${escapeHtml(search)}"><button>Search</button></form>
<div class="card">${rows || empty}</div>${more}`,
  )
}

/** One mail: HTML in a sandboxed frame, text, headers, attachments. */
export function mailPage(mail: MailSummary, parsed: ParsedMail): string {
  const facts: [string, string][] = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Date', mail.date ?? mail.receivedAt],
    ...parsed.attachments.map(({ filename, contentType, size }): [string, string] => [
      'Attachment',
      `${filename ?? 'unnamed'} (${contentType}, ${size} bytes)`,
    ]),
  ]
  const html = parsed.html
    ? `<div class="card"><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${mail.id}/html"></iframe></div>`
    : ''
  const text = parsed.text
    ? `<details class="card"${parsed.html ? '' : ' open'}><summary>Text</summary><pre>${escapeHtml(parsed.text)}</pre></details>`
    : ''
  const headers = parsed.headerLines.map(({ line }) => escapeHtml(line)).join('\n')
  return page(
    mail.subject || 'Mail',
    `<p><a href="/">All mail</a></p><h1>${escapeHtml(mail.subject || '(no subject)')}</h1>
<div class="card"><dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl></div>
${html}${text}<details class="card"><summary>Headers</summary><pre>${headers}</pre></details>
<p><a href="/messages/${mail.id}/source">Source</a></p>`,
  )
}

export function notFoundPage(): string {
  return page('Not found', '<p><a href="/">All mail</a></p><h1>There is no such mail</h1>')
}

function when(mail: MailSummary): string {
  return escapeHtml(mail.receivedAt.slice(0, 16).replace('T', ' '))
}
