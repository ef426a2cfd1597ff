/** How an address is written on a parcel, by its country's custom. Pure. The country's name is added by who shows it. */
import type { Address } from '@/db/schema/checkout'

/** Town, region, then the code: "Portland OR 97201". */
const CODE_LAST = new Set(['US', 'CA', 'AU', 'NZ', 'IN'])
/** The code has a line of its own. */
const CODE_BELOW = new Set(['GB', 'IE', 'BR'])

/** The lines from the name to the town, without the empty ones. */
export function postalLines(address: Address): string[] {
  const { name, address1, address2 = '' } = address
  return [name, address1, address2, ...townLines(address)].filter((line) => line !== '')
}

function townLines({ city, province = '', zip, country }: Address): string[] {
  if (CODE_LAST.has(country)) return [joined([city, province, zip], ' ')]
  if (CODE_BELOW.has(country)) return [joined([city, province], ', '), zip]
  return [joined([joined([zip, city], ' '), province], ', ')]
}

function joined(parts: string[], by: string): string {
  return parts.filter((part) => part !== '').join(by)
}
