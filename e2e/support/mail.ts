/** The mail catcher, asked over its JSON. */
import { expect } from '@playwright/test'
import { z } from 'zod'
import { runtime } from './platform'

const listSchema = z.object({
  messages: z.array(z.object({ id: z.string(), subject: z.string(), to: z.array(z.string()) })),
})

/** Everything that was sent to this address so far. */
export async function messagesTo(to: string) {
  const answer = await fetch(`${runtime().mailUrl}/api/messages?to=${encodeURIComponent(to)}`)
  return listSchema.parse(await answer.json()).messages
}

/** Waits until exactly one mail to `address` has a subject that matches, and looks again later: it must stay one. */
export async function expectOneMail(address: string, subject: RegExp): Promise<{ id: string; subject: string }> {
  const matching = async () => (await messagesTo(address)).filter((m) => subject.test(m.subject))
  await expect.poll(async () => (await matching()).length, { timeout: 30_000 }).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const found = await matching()
  expect(found).toHaveLength(1)
  const [mail] = found
  if (!mail) throw new Error('the mail is gone')
  return mail
}

/** The mail as it arrived: headers and all its parts. */
export async function mailSource(id: string): Promise<string> {
  return (await fetch(`${runtime().mailUrl}/messages/${id}/source`)).text()
}
