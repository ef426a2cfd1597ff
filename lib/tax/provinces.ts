/**
 * Codes of provinces as tax rates name them (the second half of ISO 3166-2). Where rates differ by province, people and
 * older integrations write the name: a name that is not understood would silently sell without tax.
 */
const NAMES: Record<string, string> = {
  US: 'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,AS American Samoa,GU Guam,MP Northern Mariana Islands,PR Puerto Rico,VI U.S. Virgin Islands',
  CA: 'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,NT Northwest Territories,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon',
}

const CODES = new Map<string, Map<string, string>>(
  Object.entries(NAMES).map(([country, list]) => [
    country,
    new Map(list.split(',').map((entry) => [fold(entry.slice(3)), entry.slice(0, 2)])),
  ]),
)

/** 'CA' for 'ca', 'US-CA', 'California'; what is not known comes back in upper case; '' stays ''. */
export function provinceCode(country: string, province: string): string {
  const byName = CODES.get(country)?.get(fold(province))
  if (byName) return byName
  const upper = province.trim().toUpperCase()
  return upper.startsWith(`${country}-`) ? upper.slice(country.length + 1) : upper
}

/** Lower case without accents, dots and doubled spaces: 'Québec' and 'quebec' are one. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase()
}
