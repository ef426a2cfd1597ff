/** What the person at the terminal sees: one line for each step, then where to go and how to log in. */
import { platformUrl, type Settings } from '@/local/env'
import type { Runtime } from '@/local/supervisor/runtime-file'

const NAME_WIDTH = 12

export function step(name: string, text: string): void {
  console.log(`  … ${name.padEnd(NAME_WIDTH)} ${text}`)
}

export function done(name: string, text: string): void {
  console.log(`  ✓ ${name.padEnd(NAME_WIDTH)} ${text}`)
}

/** A logger for one part. */
export function logger(name: string): (line: string) => void {
  return (line) => step(name, line)
}

export function seconds(sinceMs: number): string {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
}

export function welcome(settings: Settings, runtime: Runtime, startedMs: number): void {
  const { demo } = runtime
  const line = (label: string, text: string) => console.log(`  ${label.padEnd(NAME_WIDTH + 2)} ${text}`)
  console.log(`\n  Stoa is ready (${seconds(startedMs)})\n`)
  line('Platform', platformUrl(settings))
  for (const { host, customHost, currency } of demo.stores) {
    line('Store', `http://${host}  ${currency}${customHost ? `  also http://${customHost}` : ''}`)
  }
  for (const { email, password, stores } of demo.merchants)
    line('Log in', `${email}  ${password}  (${stores.join(', ')})`)
  for (const { email, password } of demo.operators) line('Operator', `${email}  ${password}  (/operator)`)
  if (runtime.mailUrl) line('Mail', runtime.mailUrl)
  line('Data', settings.dataDir)
  console.log('\n  Ctrl-C stops everything.\n')
}
