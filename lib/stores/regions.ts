/** How an address is written where it matters for tax or delivery: the name of the region and of the postal code. */

export interface AddressForm {
  /** null: the address has no region. */
  province: { label: string; options: { code: string; name: string }[] } | null
  zipLabel: string
}

const parse = (rows: string) =>
  rows.split('|').map((row) => {
    const [code = '', ...name] = row.trim().split(' ')
    return { code, name: name.join(' ') }
  })

const US = parse(
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming',
)
const CA = parse(
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NT Northwest Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon',
)
const AU = parse(
  'ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia',
)

const FORMS: Record<string, AddressForm> = {
  US: { province: { label: 'State', options: US }, zipLabel: 'ZIP code' },
  CA: { province: { label: 'Province', options: CA }, zipLabel: 'Postal code' },
  AU: { province: { label: 'State', options: AU }, zipLabel: 'Postcode' },
  GB: { province: null, zipLabel: 'Postcode' },
  IE: { province: null, zipLabel: 'Eircode' },
  IN: { province: { label: 'State', options: [] }, zipLabel: 'PIN code' },
  MX: { province: { label: 'State', options: [] }, zipLabel: 'Postal code' },
  BR: { province: { label: 'State', options: [] }, zipLabel: 'CEP' },
  JP: { province: { label: 'Prefecture', options: [] }, zipLabel: 'Postal code' },
  IT: { province: { label: 'Province', options: [] }, zipLabel: 'Postal code' },
  ES: { province: { label: 'Province', options: [] }, zipLabel: 'Postal code' },
}

/** Countries whose post knows no codes (https://en.wikipedia.org/wiki/List_of_postal_codes). */
const WITHOUT_CODES = new Set(
  'AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GH GM GQ GY HK KI KM KN KP LY ML MO MR MW NR NU PA QA RW SB SC SL SR ST SY TG TL TO TV UG VU YE ZW'.split(
    ' ',
  ),
)

/** The form of addresses in a country; a region without options is typed. */
export function addressForm(country: string): AddressForm {
  return FORMS[country] ?? { province: null, zipLabel: 'Postal code' }
}

export function hasPostalCodes(country: string): boolean {
  return !WITHOUT_CODES.has(country)
}

/** What the missing region is called ("state"), where the country has regions to choose from and none is chosen; else null. */
export function missingRegion({ country, province }: { country: string; province: string }): string | null {
  const asked = addressForm(country).province
  return !province && asked && asked.options.length > 0 ? asked.label.toLowerCase() : null
}
