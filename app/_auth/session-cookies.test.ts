import { expect, it } from 'vitest'
import { sessionCookies } from './session-cookies'

it('over https every cookie is __Host-, Secure and HttpOnly, for the whole host and no other', () => {
  for (const { name, options } of Object.values(sessionCookies('https://app.example.com'))) {
    expect(name).toMatch(/^__Host-stoa-(session|csrf|callback)$/)
    // A Domain would void the prefix; a narrower path too.
    expect(options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
  }
})

it('on a developer’s machine they have plain names, since browsers refuse the prefix without TLS', () => {
  const { sessionToken } = sessionCookies('http://localhost:3000')
  expect([sessionToken.name, sessionToken.options.secure, sessionToken.options.httpOnly]).toEqual([
    'stoa-session',
    false,
    true,
  ])
})
