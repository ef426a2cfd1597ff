/** Whether a browser says that the page which sent this is of the host it was sent to. */
export function isSameOrigin(from: { get(name: string): string | null }): boolean {
  const origin = from.get('origin')
  if (origin) {
    const hosts = [from.get('host'), from.get('x-forwarded-host')]
    return URL.canParse(origin) && hosts.includes(new URL(origin).host)
  }
  return from.get('sec-fetch-site') === 'same-origin'
}
