/**
 * `.env` and `.env.local` of the project's folder, as `node --env-file` reads them (util.parseEnv needs Node 20.12).
 * The process's own environment wins over both, `.env.local` over `.env`. No expansion of `$NAME`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Variables } from '@/local/env'

const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*('[^']*'|"[^"]*"|`[^`]*`|[^\n#]*)/gm

export function readEnvironment(processEnv: Variables, root: string): Variables {
  return { ...readEnvFile(join(root, '.env')), ...readEnvFile(join(root, '.env.local')), ...processEnv }
}

export function parseEnvFile(text: string): Record<string, string> {
  const lines = text.replaceAll('\r\n', '\n').matchAll(LINE)
  return Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, unquote(value.trim())]))
}

function readEnvFile(file: string): Record<string, string> {
  return existsSync(file) ? parseEnvFile(readFileSync(file, 'utf8')) : {}
}

function unquote(value: string): string {
  const quote = value[0]
  if (value.length < 2 || !quote || !`'"\``.includes(quote) || !value.endsWith(quote)) return value
  const inner = value.slice(1, -1)
  return quote === '"' ? inner.replaceAll('\\n', '\n') : inner
}
