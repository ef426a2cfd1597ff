/**
 * What middleware answers by itself. Nothing of any store is in them, and no cache may keep them: the same address may be a
 * shop a minute later.
 */

export interface Answer {
  status: number
  body: string
  headers: Record<string, string>
}

export interface AnswerFor {
  /** The caller reads JSON: an API path. */
  json: boolean
  requestId: string
}

const RETRY_SECONDS = '30'

export function unknownHost(about: AnswerFor): Answer {
  return answer(404, 'not_found', 'No shop here', 'There is no shop at this address. Check the spelling.', about)
}

export function unknownPath(about: AnswerFor): Answer {
  return answer(404, 'not_found', 'Page not found', 'There is nothing at this address.', about)
}

export function suspendedStore(about: AnswerFor): Answer {
  const text = 'This shop is closed for the moment. Please come back later.'
  return withRetry(answer(503, 'unavailable', 'Closed for the moment', text, about))
}

/** For callers of JSON; people are sent to the page that asks for the password. */
export function lockedStore(about: AnswerFor): Answer {
  return answer(401, 'unauthorized', 'Not open yet', 'This shop asks for a password.', about)
}

export function cannotResolve(about: AnswerFor): Answer {
  const text = 'We cannot reach this shop right now. Please try again in a moment.'
  return withRetry(answer(503, 'unavailable', 'One moment', text, about))
}

function withRetry(given: Answer): Answer {
  return { ...given, headers: { ...given.headers, 'retry-after': RETRY_SECONDS } }
}

function answer(status: number, code: string, title: string, message: string, { json, requestId }: AnswerFor): Answer {
  return {
    status,
    body: json ? JSON.stringify({ error: { code, message } }) : page(title, message),
    headers: {
      'content-type': json ? 'application/json' : 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'x-request-id': requestId,
    },
  }
}

function page(title: string, message: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title>
<style>
:root{color-scheme:light}
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;background:#fbfbfa;color:#1d1c1a;
font:16px/1.55 "Instrument Sans Variable",ui-sans-serif,system-ui,sans-serif}
h1{margin:0 0 .5rem;font-size:1.5625rem;line-height:1.25;font-weight:600}
p{margin:0;color:#66635d;max-width:36ch}
</style></head><body><main><h1>${title}</h1><p>${message}</p></main></body></html>
`
}
