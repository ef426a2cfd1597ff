/** The name server that the platform under test asks: what it answers is set here, over HTTP. */
import type { Name } from '@/local/dns/zones'

function control(): string {
  const url = process.env.STOA_E2E_DNS_URL
  if (!url) throw new Error('STOA_E2E_DNS_URL is not set: run the tests through playwright.config.ts')
  return url
}

/** The name has these records from now on, and no others. */
export async function publish(name: string, records: Name): Promise<void> {
  const answer = await fetch(`${control()}/names/${name}`, { method: 'PUT', body: JSON.stringify(records) })
  if (!answer.ok) throw new Error(`the name server refused ${name}: ${await answer.text()}`)
}

/** The name does not exist any more. */
export async function unpublish(name: string): Promise<void> {
  await fetch(`${control()}/names/${name}`, { method: 'DELETE' })
}
