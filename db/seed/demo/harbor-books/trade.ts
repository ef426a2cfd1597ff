/**
 * Harbor Books: discounts, shipping and tax. Tax rates are the statewide base rates of US sales tax, without county or
 * city additions: good for a demonstration, not for a tax return.
 */

import type { DemoDiscount, DemoShippingZone, DemoTaxRate } from '../types'

export const discounts: DemoDiscount[] = [
  { code: 'HARBOR10', kind: 'percentage', value: 1000 },
  { code: 'READERS15', kind: 'percentage', value: 1500, minimumSubtotal: 4000 },
  { code: 'FIVEOFF', kind: 'fixed_amount', value: 500, minimumSubtotal: 3000 },
  { code: 'FREESHIP', kind: 'free_shipping', value: 0 },
]

export const shippingZones: DemoShippingZone[] = [
  {
    name: 'United States',
    countries: ['US'],
    rates: [
      { name: 'Media mail', price: 395, freeOver: 5000, minDays: 3, maxDays: 8 },
      { name: 'Priority mail', price: 850, minDays: 1, maxDays: 3 },
    ],
  },
  {
    name: 'Canada',
    countries: ['CA'],
    rates: [{ name: 'Tracked to Canada', price: 1400, minDays: 6, maxDays: 12 }],
  },
  {
    name: 'Rest of the world',
    countries: ['*'],
    rates: [{ name: 'International air', price: 2200, freeOver: 15000, minDays: 8, maxDays: 21 }],
  },
]

const STATE_RATES_BPS: Record<string, number> = {
  AZ: 560,
  CA: 725,
  CO: 290,
  CT: 635,
  FL: 600,
  GA: 400,
  IL: 625,
  IN: 700,
  MA: 625,
  MD: 600,
  ME: 550,
  MI: 600,
  NC: 475,
  NY: 400,
  OH: 575,
  PA: 600,
  RI: 700,
  TN: 700,
  TX: 625,
  VA: 530,
  VT: 600,
  WA: 650,
  WI: 500,
}

export const taxRates: DemoTaxRate[] = Object.entries(STATE_RATES_BPS).map(([province, rateBps]) => ({
  country: 'US',
  province,
  name: `${province} sales tax`,
  rateBps,
}))
