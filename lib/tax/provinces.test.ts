import { expect, it } from 'vitest'
import { provinceCode } from './provinces'

it.each([
  ['US', 'CA', 'CA'],
  ['US', ' ca ', 'CA'],
  ['US', 'US-CA', 'CA'],
  ['US', 'california', 'CA'],
  ['US', 'District of  Columbia', 'DC'],
  ['CA', 'Québec', 'QC'],
  ['US', '', ''],
  ['DE', 'Bayern', 'BAYERN'],
])('%s %j is %j', (country, given, code) => expect(provinceCode(country, given)).toBe(code))
