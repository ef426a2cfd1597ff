/** Where to go after a login: a path on this host and nothing else, so that a link to /login cannot send anyone away. */

const HOME = '/stores'
const PATH_MAX = 500

/** `candidate` when it is a relative path of this host, else the store list. */
export function safeNextPath(candidate: unknown): string {
  if (typeof candidate !== 'string' || candidate.length > PATH_MAX) return HOME
  if (!candidate.startsWith('/') || !URL.canParse(candidate, BASE)) return HOME
  // Browsers read backslashes as slashes and drop tabs and line breaks: what parses to another origin or hides one is refused.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\\\u0000-\u001f]/.test(candidate) || candidate.startsWith('//')) return HOME
  const url = new URL(candidate, BASE)
  if (url.origin !== BASE || url.pathname.startsWith('//')) return HOME
  return url.pathname + url.search
}

const BASE = 'http://platform.invalid'
