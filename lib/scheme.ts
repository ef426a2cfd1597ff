/** Which scheme a host is spoken to with. Apart from lib/env.ts because the edge needs it without the whole schema. */

/** `https` where hosts are real, `http` on localhost, on test names and wherever a port is named. */
export function schemeOf(host: string): 'http' | 'https' {
  return /(^|\.)(localhost|test|example)(:\d+)?$/.test(host) || /:\d+$/.test(host) ? 'http' : 'https'
}
