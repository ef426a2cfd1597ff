/** The SMTP side of the mail catcher: takes every mail, from anybody, with or without a login, and delivers none. */
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { MailFaults } from './faults'
import type { Mailbox } from './mailbox'

const MAX_MAIL_BYTES = 25 * 1024 * 1024
const SOCKET_TIMEOUT_MS = 130_000

class SmtpReply extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message)
  }
}

/** Listens on 127.0.0.1 and resolves with the smtp:// URL. Rejects when the port is taken. */
export async function startSmtp(mailbox: Mailbox, faults: MailFaults, port: number) {
  const server = new SMTPServer({
    name: 'stoa-mail',
    size: MAX_MAIL_BYTES,
    socketTimeout: SOCKET_TIMEOUT_MS,
    closeTimeout: 500,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anybody' }),
    onData: (stream, session, done) => {
      receive(mailbox, faults, stream, session).then(
        (id) => done(null, `kept as ${id}`),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
  // A client that drops its connection is not a reason to end.
  server.on('error', (error: Error) => console.error(`mail: ${error.message}`))
  const { port: actual } = server.server.address() as AddressInfo
  return {
    smtpUrl: `smtp://127.0.0.1:${actual}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

async function receive(
  mailbox: Mailbox,
  faults: MailFaults,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const chunks: Buffer[] = []
  // smtp-server counts on and flags the stream; beyond the limit the bytes are read but not kept.
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk)
  if (stream.sizeExceeded) throw new SmtpReply(552, `A mail may have at most ${MAX_MAIL_BYTES} bytes`)
  const fault = faults.take()
  if (fault?.kind === 'reject') throw new SmtpReply(fault.code, 'Rejected by a fault that a test asked for')
  if (fault?.kind === 'delay') await sleep(fault.ms)
  const { mailFrom, rcptTo } = session.envelope
  const mail = await mailbox.add(Buffer.concat(chunks), {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
  })
  return mail.id
}
