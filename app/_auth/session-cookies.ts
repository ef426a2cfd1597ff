/**
 * The cookies of a log-in: for scripts invisible, for other sites' forms absent, and over https bound to this very host by
 * the `__Host-` prefix, so that no page of a sibling host can plant one.
 */
/** As next-auth takes them; `origin` is the platform's own, from configuration. */
export function sessionCookies(origin: string) {
  const secure = origin.startsWith('https://')
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  const cookie = (part: string) => ({ name: secure ? `__Host-stoa-${part}` : `stoa-${part}`, options })
  return { sessionToken: cookie('session'), csrfToken: cookie('csrf'), callbackUrl: cookie('callback') }
}
