/** Simple rates for the stand-in's Stripe Tax: one of each country or region, in hundredths of a percent. No tax where none is named. */

const EU: Record<string, number> = {
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
const OTHERS: Record<string, number> = { AU: 1000, CH: 810, GB: 2000, JP: 1000, NO: 2500, NZ: 1500, SG: 900 }
const US: Record<string, number> = {
  AL: 400,
  AR: 650,
  AZ: 560,
  CA: 725,
  CO: 290,
  CT: 635,
  DC: 600,
  FL: 600,
  GA: 400,
  HI: 400,
  IA: 600,
  ID: 600,
  IL: 625,
  IN: 700,
  KS: 650,
  KY: 600,
  LA: 500,
  MA: 625,
  MD: 600,
  ME: 550,
  MI: 600,
  MN: 688,
  MO: 423,
  MS: 700,
  NC: 475,
  ND: 500,
  NE: 550,
  NJ: 663,
  NM: 488,
  NV: 685,
  NY: 400,
  OH: 575,
  OK: 450,
  PA: 600,
  RI: 700,
  SC: 600,
  SD: 420,
  TN: 700,
  TX: 625,
  UT: 485,
  VA: 530,
  VT: 600,
  WA: 650,
  WI: 500,
  WV: 600,
  WY: 400,
}
const CA: Record<string, number> = {
  AB: 500,
  BC: 1200,
  MB: 1200,
  NB: 1500,
  NL: 1500,
  NS: 1400,
  NT: 500,
  NU: 500,
  ON: 1300,
  PE: 1500,
  QC: 1498,
  SK: 1100,
  YT: 500,
}

export interface LocalRate {
  rateBps: number
  taxType: 'vat' | 'gst' | 'sales_tax' | 'hst' | 'jct'
  state: string | null
}

/** The rate of a place; 0 basis points where nothing is collected. */
export function rateOf(country: string, state: string | null): LocalRate {
  if (country === 'US') return { rateBps: US[state ?? ''] ?? 0, taxType: 'sales_tax', state }
  if (country === 'CA') return { rateBps: CA[state ?? ''] ?? 500, taxType: 'hst', state }
  const taxType = country === 'JP' ? 'jct' : country === 'AU' || country === 'NZ' || country === 'SG' ? 'gst' : 'vat'
  return { rateBps: EU[country] ?? OTHERS[country] ?? 0, taxType, state: null }
}
