/** The mail catcher in this process: what a store has sent to whom, as it arrived. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, beforeAll } from 'vitest'
import { z } from 'zod'
import { type MailService, startMail } from '@/local/mail/server'

const listSchema = z.object({ messages: z.array(z.object({ id: z.string() }).loose()) })

export interface PostOffice {
  /** Mails to this address, newest first. */
  mails(to: string): Promise<ParsedMail[]>
}

/** Call once, at the top of a test file. */
export function openPostOffice(): PostOffice {
  let service: MailService
  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'stoa-test-mail-'))
    service = await startMail({ dir })
    process.env.SMTP_URL = service.smtpUrl
    afterAll(async () => {
      await service.stop()
      await rm(dir, { recursive: true, force: true })
    })
  })
  return {
    mails: async (to) => {
      const list = await fetch(`${service.url}/api/messages?to=${encodeURIComponent(to)}`)
      const { messages } = listSchema.parse(await list.json())
      return Promise.all(
        messages.map(async ({ id }) =>
          simpleParser(await (await fetch(`${service.url}/messages/${id}/source`)).text(), { skipHtmlToText: true }),
        ),
      )
    },
  }
}
