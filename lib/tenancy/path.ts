/**
 * Reading a request's path so that what is judged here is what the router will match.
 * A path that means something else after decoding (dots, slashes, control characters) is refused, not repaired.
 */

const MAX_PATH = 2_048

/** The path's segments as written (still encoded), or null for a path that nobody honest sends. */
export function readPath(pathname: string): string[] | null {
  if (pathname.length > MAX_PATH || !pathname.startsWith('/')) return null
  const decoded = decodeFully(pathname)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (decoded === null || /[\\\x00-\x1f\x7f]|\/\//.test(decoded)) return null
  if (decoded.split('/').some((segment) => segment === '.' || segment === '..')) return null
  const segments = pathname.split('/').slice(1)
  if (segments.at(-1) === '') segments.pop()
  return segments.length === decoded.replace(/\/$/, '').split('/').length - 1 ? segments : null
}

/** The first segment as a plain word: decoded, lower case, without what follows a dot or semicolon. */
export function leadingName(segments: string[]): string {
  const decoded = decodeFully(segments[0] ?? '') ?? ''
  return decoded.toLowerCase().split(/[.;]/)[0] ?? ''
}

/** Decoded until nothing changes, at most three times; null when an escape is malformed or the text is encoded yet deeper. */
function decodeFully(text: string): string | null {
  let current = text
  for (let round = 0; round < 3; round++) {
    let next: string
    try {
      next = decodeURIComponent(current)
    } catch {
      return round === 0 ? null : current
    }
    if (next === current) return current
    current = next
  }
  return null
}
