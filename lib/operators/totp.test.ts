/** The codes against the vectors of RFC 6238 (appendix B) and RFC 4226 (appendix D); windows and forms of a code. */
import { describe, expect, it } from 'vitest'
import { base32, codeOf, otpauthUri, stepAt, stepOf } from './totp'

const SECRET = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1000)

describe('a time-based code', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %i is %s, as RFC 6238 says', (seconds, code) => {
    expect(codeOf(SECRET, stepAt(at(seconds)), 8)).toBe(code)
    expect(codeOf(SECRET, stepAt(at(seconds)))).toBe(code.slice(2))
  })

  it('counts as RFC 4226 says', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
    expect(codes.map((_, step) => codeOf(SECRET, step))).toEqual(codes)
  })

  it('is taken in its step, the one before and the one after, and in no other', () => {
    const now = at(1_234_567_890)
    const step = stepAt(now)
    const taken = [-2, -1, 0, 1, 2].map((distance) => stepOf(SECRET, codeOf(SECRET, step + distance), now))
    expect(taken).toEqual([null, step - 1, step, step + 1, null])
  })

  it.each(['', '12345', '1234567', '12345a', '１２３４５６', ' 94287'])('is not %j', (code) => {
    expect(stepOf(SECRET, code, at(59))).toBeNull()
  })
})

it('a secret is typed in base32 (RFC 4648, section 10)', () => {
  const words = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))
  expect(words).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'])
  expect(base32(SECRET)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
})

it('an app is told whose code it is', () => {
  const uri = otpauthUri({ issuer: 'Stoa & co', account: 'ada@example.test', secret: 'GEZDGNBV' })
  expect(uri).toBe(
    'otpauth://totp/Stoa%20%26%20co:ada%40example.test?secret=GEZDGNBV&issuer=Stoa%20%26%20co&algorithm=SHA1&digits=6&period=30',
  )
})
