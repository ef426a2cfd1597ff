/** Faults that a test asks for: the next mails are rejected or delayed. Forgotten at a restart. */
import { z } from 'zod'

const MAX_DELAY_MS = 120_000

export const mailFault = z.object({
  kind: z.enum(['reject', 'delay']),
  /** How many mails it hits. */
  times: z.number().int().min(1).max(1_000_000).default(1),
  /** For delay: how long the server waits before it accepts the mail. */
  ms: z.number().int().min(0).max(MAX_DELAY_MS).default(1_000),
  /** For reject: the SMTP reply code; 4xx may be tried again, 5xx is final. */
  code: z.number().int().min(400).max(599).default(451),
})
type MailFault = z.infer<typeof mailFault>

export class MailFaults {
  private active: MailFault[] = []

  add(fault: MailFault): void {
    this.active.push(fault)
  }

  clear(): void {
    this.active = []
  }

  /** The oldest fault still active, used up by one. */
  take(): MailFault | undefined {
    const fault = this.active[0]
    if (fault && --fault.times === 0) this.active.shift()
    return fault
  }
}
