import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type MailService, startMail } from './server'

let dir: string
let mail: MailService

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stoa-mail-'))
  mail = await startMail({ dir })
})
afterEach(async () => {
  await mail.stop()
  await rm(dir, { recursive: true, force: true })
})

const read = async (path: string) => (await fetch(mail.url + path)).json()
const send = (subject = 'Your order #1001', to = 'ada@example.test') =>
  createTransport(mail.smtpUrl).sendMail({
    from: '"Harbor Books" <orders@example.test>',
    to,
    subject,
    text: 'Thank you, Ada.',
    html: '<h1>Thank you, Ada.</h1><script>alert(1)</script>',
    attachments: [{ filename: 'invoice.txt', content: 'paid' }],
  })

it('keeps what nodemailer sends', async () => {
  await send()
  const { messages } = await read('/api/messages')
  expect(messages).toMatchObject([
    { from: '"Harbor Books" <orders@example.test>', to: ['ada@example.test'], subject: 'Your order #1001' },
  ])
  const message = await read(`/api/messages/${messages[0].id}`)
  expect(message.text.trim()).toBe('Thank you, Ada.')
  expect(message.html).toContain('<h1>Thank you, Ada.</h1>')
  expect(message.headers).toContainEqual({ name: 'subject', value: 'Your order #1001' })
  expect(message.attachments).toEqual([{ filename: 'invoice.txt', contentType: 'text/plain', size: 4 }])
})

it('takes a login as real SMTP servers do', async () => {
  const transport = createTransport({ url: mail.smtpUrl.replace('smtp://', 'smtp://user:secret@') })
  await transport.sendMail({ from: 'a@example.test', to: 'b@example.test', subject: 'x', text: 'y' })
  expect((await read('/api/messages')).messages).toHaveLength(1)
})

it('filters by recipient and subject', async () => {
  await send('Your order #1001')
  await send('Your order #1002', 'bob@example.test')
  expect((await read('/api/messages?to=bob@')).messages).toHaveLength(1)
  expect((await read('/api/messages?subject=%23100')).messages).toHaveLength(2)
  expect((await read('/api/messages?to=ada&subject=1002')).messages).toHaveLength(0)
})

it('still has the mails after a restart, and none after they were deleted', async () => {
  await send()
  await mail.stop()
  mail = await startMail({ dir })
  expect((await read('/api/messages')).messages).toHaveLength(1)
  expect(await (await fetch(`${mail.url}/api/messages`, { method: 'DELETE' })).json()).toEqual({ deleted: 1 })
  expect(await readdir(dir)).toEqual([])
})

it('shows a mail without running anything of it', async () => {
  await send('<b>bold</b>')
  const { messages } = await read('/api/messages')
  expect(await (await fetch(mail.url)).text()).toContain('&lt;b&gt;bold&lt;/b&gt;')
  const page = await (await fetch(`${mail.url}/messages/${messages[0].id}`)).text()
  expect(page).toContain('sandbox="allow-popups')
  expect(page).not.toContain('<script>')
  const html = await fetch(`${mail.url}/messages/${messages[0].id}/html`)
  expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  expect((await fetch(`${mail.url}/messages/..%2F..%2Fetc`)).status).toBe(404)
})

it('rejects and delays as often as a test asks', async () => {
  const fault = (body: unknown) => fetch(`${mail.url}/_faults`, { method: 'POST', body: JSON.stringify(body) })
  expect((await fault({ kind: 'explode' })).status).toBe(400)
  await fault({ kind: 'reject', times: 1, code: 550 })
  await expect(send()).rejects.toThrow('550')
  await fault({ kind: 'delay', times: 1, ms: 120 })
  const started = performance.now()
  await send()
  expect(performance.now() - started).toBeGreaterThan(110)
  await fault({ kind: 'reject', times: 5 })
  await fetch(`${mail.url}/_faults`, { method: 'DELETE' })
  await send()
  expect((await read('/api/messages')).messages).toHaveLength(2)
})
