/**
 * The mail catcher: an SMTP server that keeps every mail as a file, and a page and a JSON API to read them.
 * Routes: / , /messages/{id}[/html|/source], /api/messages[/{id}], /_faults.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { BodyTooLarge, close, listen, readBody, sendHtml, sendJson } from '../http'
import type { Service } from '../service'
import { MailFaults, mailFault } from './faults'
import { Mailbox, type MailSummary } from './mailbox'
import { listPage, mailPage, notFoundPage } from './pages'
import { startSmtp } from './smtp'

const MAX_BODY_BYTES = 64 * 1024
const NOT_FOUND = { error: { code: 'not_found', message: 'There is no such mail or route' } }
/** A mail may load pictures but run nothing and reach nothing else. */
const MAIL_CSP =
  "default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'; font-src data:; sandbox allow-popups allow-popups-to-escape-sandbox"

const port = z.number().int().min(0).max(65_535).optional()
export const mailOptions = z.object({
  /** The folder that keeps the mails. */
  dir: z.string().min(1),
  /** Where the pages answer; a free port when not given. */
  port,
  /** Where SMTP answers; a free port when not given. */
  smtpPort: port,
})
export type MailOptions = z.infer<typeof mailOptions>

export interface MailService extends Service {
  /** smtp://127.0.0.1:port, for SMTP_URL. */
  smtpUrl: string
}

/** Starts both servers. Rejects when a port is taken or the folder cannot be used. */
export async function startMail(options: MailOptions): Promise<MailService> {
  const mailbox = await Mailbox.open(options.dir)
  const faults = new MailFaults()
  const smtp = await startSmtp(mailbox, faults, options.smtpPort ?? 0)
  const server = createServer((req, res) => {
    route(mailbox, faults, req, res).catch((error: unknown) => sendFailure(res, error))
  })
  const url = await listen(server, options.port).catch(async (error: unknown) => {
    await smtp.stop()
    throw error
  })
  return {
    url,
    smtpUrl: smtp.smtpUrl,
    stop: async () => {
      await smtp.stop()
      await close(server)
    },
  }
}

async function route(mailbox: Mailbox, faults: MailFaults, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://mail')
  const [first, second, third] = url.pathname.split('/').filter(Boolean)
  if (first === '_faults') return faultsRoute(faults, req, res)
  if (first === 'api' && second === 'messages') return apiRoute(mailbox, req, res, url, third)
  if (req.method !== 'GET') return sendJson(res, 405, { error: { code: 'method_not_allowed', message: 'GET only' } })
  if (first === undefined) {
    const search = url.searchParams.get('search') ?? ''
    const mails = new Set([...mailbox.list({ to: search }), ...mailbox.list({ subject: search })])
    return sendHtml(
      res,
      200,
      listPage(
        mailbox.list().filter((mail) => mails.has(mail)),
        search,
      ),
    )
  }
  const mail = first === 'messages' && second ? mailbox.find(second) : undefined
  if (!mail) return sendHtml(res, 404, notFoundPage())
  return mailRoute(mailbox, mail, third, res)
}

async function mailRoute(mailbox: Mailbox, mail: MailSummary, view: string | undefined, res: ServerResponse) {
  if (view === 'source') {
    res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    res.end(await mailbox.source(mail))
    return
  }
  const parsed = await mailbox.parse(mail)
  if (view === undefined) return sendHtml(res, 200, mailPage(mail, parsed))
  if (view !== 'html' || !parsed.html) return sendHtml(res, 404, notFoundPage())
  sendHtml(res, 200, `<base target="_blank">${parsed.html}`, { 'content-security-policy': MAIL_CSP })
}

async function apiRoute(mailbox: Mailbox, req: IncomingMessage, res: ServerResponse, url: URL, id?: string) {
  if (id === undefined && req.method === 'DELETE') return sendJson(res, 200, { deleted: await mailbox.clear() })
  if (req.method !== 'GET')
    return sendJson(res, 405, { error: { code: 'method_not_allowed', message: 'GET or DELETE' } })
  if (id === undefined) {
    const { to, subject } = Object.fromEntries(url.searchParams)
    return sendJson(res, 200, { messages: mailbox.list({ to, subject }) })
  }
  const mail = mailbox.find(id)
  if (!mail) return sendJson(res, 404, NOT_FOUND)
  const parsed = await mailbox.parse(mail)
  sendJson(res, 200, {
    ...mail,
    text: parsed.text ?? null,
    html: parsed.html || null,
    headers: parsed.headerLines.map(({ key, line }) => ({ name: key, value: line.slice(key.length + 1).trim() })),
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({ filename, contentType, size })),
  })
}

async function faultsRoute(faults: MailFaults, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method === 'DELETE') {
    faults.clear()
    return sendJson(res, 200, { ok: true })
  }
  if (req.method !== 'POST')
    return sendJson(res, 405, { error: { code: 'method_not_allowed', message: 'POST or DELETE' } })
  faults.add(mailFault.parse(JSON.parse(await readBody(req, MAX_BODY_BYTES))))
  sendJson(res, 200, { ok: true })
}

function sendFailure(res: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const bad = error instanceof SyntaxError || error instanceof z.ZodError || error instanceof BodyTooLarge
  if (res.headersSent) res.destroy()
  else sendJson(res, bad ? 400 : 500, { error: { code: bad ? 'invalid_request' : 'internal', message } })
}
