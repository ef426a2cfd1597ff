/** Where the machine's own Chromium is: no browser build is ever downloaded. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium: CHROMIUM_PATH, else the first one in PATH. @throws a sentence when there is none */
export function findChromium(): string {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name)
      if (existsSync(path)) return path
    }
  }
  throw new Error("No Chromium was found: install Debian's package chromium, or name one in CHROMIUM_PATH.")
}
