/**
 * Kiln & Clay: discounts, shipping and tax. Standard VAT rates of the European Union, included in the prices; reduced
 * rates and special territories are left out of the demonstration.
 */

import type { DemoDiscount, DemoShippingZone, DemoTaxRate } from '../types'

const VAT_BPS: Record<string, number> = {
  AT: 2000,
  BE: 2100,
  BG: 2000,
  CY: 1900,
  CZ: 2100,
  DE: 1900,
  DK: 2500,
  EE: 2400,
  ES: 2100,
  FI: 2550,
  FR: 2000,
  GR: 2400,
  HR: 2500,
  HU: 2700,
  IE: 2300,
  IT: 2200,
  LT: 2100,
  LU: 1700,
  LV: 2100,
  MT: 1800,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SE: 2500,
  SI: 2200,
  SK: 2300,
}

export const taxRates: DemoTaxRate[] = Object.entries(VAT_BPS).map(([country, rateBps]) => ({
  country,
  name: `VAT ${country}`,
  rateBps,
}))

export const discounts: DemoDiscount[] = [
  { code: 'KILN15', kind: 'percentage', value: 1500 },
  { code: 'TENOFF', kind: 'fixed_amount', value: 1000, minimumSubtotal: 6000 },
  { code: 'FREESHIP', kind: 'free_shipping', value: 0, minimumSubtotal: 4000 },
]

export const shippingZones: DemoShippingZone[] = [
  {
    name: 'Ireland',
    countries: ['IE'],
    rates: [
      { name: 'Tracked parcel', price: 550, freeOver: 8000, minDays: 1, maxDays: 3 },
      { name: 'Collect from the studio', price: 0, minDays: 1, maxDays: 2 },
    ],
  },
  {
    name: 'European Union',
    countries: Object.keys(VAT_BPS).filter((country) => country !== 'IE'),
    rates: [
      { name: 'Standard parcel', price: 1190, freeOver: 15000, minDays: 3, maxDays: 7 },
      { name: 'Express', price: 2400, minDays: 1, maxDays: 3 },
    ],
  },
  {
    name: 'United Kingdom, Norway, Switzerland',
    countries: ['GB', 'NO', 'CH'],
    rates: [{ name: 'Tracked parcel', price: 1650, minDays: 4, maxDays: 8 }],
  },
  {
    name: 'Rest of the world',
    countries: ['*'],
    rates: [{ name: 'International air', price: 2900, minDays: 7, maxDays: 16 }],
  },
]
