/** The JSON routes name the largest stored width of a picture; small places ask for the smallest. */
export function thumbnail(url: string): string {
  return url.replace(/\/(?:640|960|1440)\.webp$/, '/320.webp')
}
