/** What a shopper left empty, by field and in the words of the server, which checks it again: all of it at once. Pure. */
import { addressForm, hasPostalCodes, missingRegion } from '@/lib/stores/regions'
import type { BillingDetails } from './types'

const WORDS = {
  email: 'Enter an email address.',
  name: 'Enter a name.',
  address1: 'Enter a street and number.',
  city: 'Enter a city.',
} as const

export function missingDetails(details: BillingDetails): Record<string, string> {
  const missing: Record<string, string> = {}
  for (const [name, words] of Object.entries(WORDS) as [keyof typeof WORDS, string][]) {
    if (details[name] === '') missing[name === 'email' ? name : `shippingAddress.${name}`] = words
  }
  const region = missingRegion(details)
  if (region) missing['shippingAddress.province'] = `Choose a ${region}: the tax depends on it.`
  if (details.zip === '' && hasPostalCodes(details.country))
    missing['shippingAddress.zip'] = `Enter the ${zipName(details.country)}.`
  return missing
}

/** "postal code" within a sentence; "ZIP code", "CEP" and "Eircode" keep their letters. */
function zipName(country: string): string {
  const { zipLabel } = addressForm(country)
  return /^[A-Z][a-z]/.test(zipLabel) && zipLabel !== 'Eircode' ? zipLabel.toLowerCase() : zipLabel
}
