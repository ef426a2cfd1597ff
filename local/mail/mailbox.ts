/**
 * The mails that were caught: one `.eml` with the bytes as received and one small `.json` each, newest first.
 *
 * Invariant: a mail is listed only when both files are whole, so a kill at any moment loses at most a mail that was never
 * accepted. At most MAX_MAILS are kept; the oldest go.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'

const MAX_MAILS = 1_000

export interface MailSummary {
  id: string
  /** ISO 8601, when it arrived here. */
  receivedAt: string
  from: string
  to: string[]
  subject: string
  /** The Date header as ISO 8601, or null. */
  date: string | null
  messageId: string | null
  sizeBytes: number
  /** What the SMTP client said, which may differ from the headers. */
  envelope: { from: string; to: string[] }
}

export class Mailbox {
  private constructor(
    private readonly dir: string,
    private mails: MailSummary[],
  ) {}

  /** Reads what is there; makes the folder when it is missing. */
  static async open(dir: string): Promise<Mailbox> {
    await mkdir(dir, { recursive: true })
    const names = (await readdir(dir)).filter((name) => name.endsWith('.json'))
    const mails = await Promise.all(
      names.map(async (name) => JSON.parse(await readFile(join(dir, name), 'utf8')) as MailSummary),
    )
    mails.sort((a, b) => (a.id < b.id ? 1 : -1))
    return new Mailbox(dir, mails)
  }

  /** Newest first; `to` and `subject` match any part, whatever the case. */
  list(filter: { to?: string; subject?: string } = {}): MailSummary[] {
    const to = filter.to?.toLowerCase() ?? ''
    const subject = filter.subject?.toLowerCase() ?? ''
    return this.mails.filter(
      (mail) =>
        [...mail.to, ...mail.envelope.to].some((address) => address.toLowerCase().includes(to)) &&
        mail.subject.toLowerCase().includes(subject),
    )
  }

  find(id: string): MailSummary | undefined {
    return this.mails.find((mail) => mail.id === id)
  }

  async source(mail: MailSummary): Promise<Buffer> {
    return readFile(this.path(mail.id, 'eml'))
  }

  async parse(mail: MailSummary): Promise<ParsedMail> {
    return simpleParser(await this.source(mail))
  }

  /** Keeps one mail. When this resolves it is on disk. */
  async add(raw: Buffer, envelope: MailSummary['envelope']): Promise<MailSummary> {
    const parsed = await simpleParser(raw)
    const received = new Date()
    const mail: MailSummary = {
      id: `${received.getTime().toString().padStart(14, '0')}-${randomBytes(4).toString('hex')}`,
      receivedAt: received.toISOString(),
      from: parsed.from?.text ?? envelope.from,
      to: addresses(parsed.to),
      subject: parsed.subject ?? '',
      date: parsed.date?.toISOString() ?? null,
      messageId: parsed.messageId ?? null,
      sizeBytes: raw.length,
      envelope,
    }
    await this.write(mail.id, 'eml', raw)
    await this.write(mail.id, 'json', JSON.stringify(mail))
    this.mails.unshift(mail)
    await this.remove(this.mails.splice(MAX_MAILS))
    return mail
  }

  /** Deletes all mails and tells how many there were. */
  async clear(): Promise<number> {
    const gone = this.mails
    this.mails = []
    await this.remove(gone)
    return gone.length
  }

  private async remove(mails: MailSummary[]): Promise<void> {
    for (const { id } of mails) {
      await rm(this.path(id, 'json'), { force: true })
      await rm(this.path(id, 'eml'), { force: true })
    }
  }

  private async write(id: string, ending: 'eml' | 'json', content: Buffer | string): Promise<void> {
    const path = this.path(id, ending)
    await writeFile(`${path}.part`, content, { flush: true })
    await rename(`${path}.part`, path)
  }

  private path(id: string, ending: 'eml' | 'json'): string {
    return join(this.dir, `${id}.${ending}`)
  }
}

function addresses(header: AddressObject | AddressObject[] | undefined): string[] {
  const objects = header === undefined ? [] : [header].flat()
  return objects.flatMap((object) => object.value.map(({ address }) => address ?? '')).filter((address) => address)
}
