/** How an address is written on a parcel, by its country's custom. Pure. The country's name is added by who shows it. */

export interface PostalAddress {
  name: string
  address1: string
  address2?: string
  city: string
  province?: string
  zip: string
  country: string
}

/** Town, region, then the code: "Portland OR 97201". */
const CODE_LAST = new Set(['US', 'CA', 'AU', 'NZ', 'IN'])
/** The code has a line of its own. */
const CODE_BELOW = new Set(['GB', 'IE', 'BR'])

/** The lines from the name to the town, without the empty ones. */
export function postalLines(address: PostalAddress): string[] {
  const { name, address1, address2 = '' } = address
  return [name, address1, address2, ...townLines(address)].filter((line) => line !== '')
}

function townLines({ city, province = '', zip, country }: PostalAddress): string[] {
  if (CODE_LAST.has(country)) return [joined([city, province, zip], ' ')]
  if (CODE_BELOW.has(country)) return [joined([city, province], ', '), zip]
  return [joined([joined([zip, city], ' '), province], ', ')]
}

function joined(parts: string[], by: string): string {
  return parts.filter((part) => part !== '').join(by)
}
