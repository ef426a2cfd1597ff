/** What a store's address may be. Pure; the database's check and unique key say the same again. */
import { isStoreSlug } from '@/lib/tenancy/host'
import { RESERVED_SLUGS } from './reserved'

export const SLUG_MIN = 3
export const SLUG_MAX = 63

/** Why `slug` cannot be a store's address, in a sentence for the person who typed it; null when it can. */
export function slugProblem(slug: string): string | null {
  if (slug.length < SLUG_MIN) return `Use at least ${SLUG_MIN} characters.`
  if (slug.length > SLUG_MAX) return `Use at most ${SLUG_MAX} characters.`
  if (!/^[a-z0-9-]+$/.test(slug)) return 'Use lower-case letters a to z, digits and hyphens only.'
  if (slug.startsWith('-') || slug.endsWith('-')) return 'Start and end with a letter or digit.'
  // Hyphens at places three and four mark internationalised names (xn--); browsers may show those as other letters.
  if (slug.slice(2, 4) === '--') return 'The third and fourth characters cannot both be hyphens.'
  if (RESERVED_SLUGS.has(slug)) return 'This address is reserved. Choose another one.'
  return isStoreSlug(slug) ? null : 'This cannot be a store’s address. Choose another one.'
}

/** An address made from a store's name: 'Kiln & Clay' gives 'kiln-and-clay'. May be empty or refused by slugProblem. */
export function suggestSlug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/['’]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, '')
}
