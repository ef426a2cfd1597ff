/**
 * The secrets of one data directory: generated once, kept in `secrets.json` (mode 0600), never printed.
 * Invariant: a secret that exists is never replaced, since a database or a session somewhere depends on it.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '@/local/supervisor/atomic-file'
import { StartError } from '@/local/supervisor/start-error'

const schema = z.object({
  authSecret: z.string().min(32),
  redisToken: z.string().min(16),
  postgres: z.object({ superuser: z.string(), app: z.string(), platform: z.string(), migrator: z.string() }),
  stripe: z.object({ secretKey: z.string(), webhookSecret: z.string(), connectWebhookSecret: z.string() }),
})

export type Secrets = z.infer<typeof schema>

/** Reads the secrets of `dataDir`, generating and storing what is missing. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const stored = readStored(file)
  const parsed = schema.safeParse(stored)
  if (parsed.success) return parsed.data
  if (stored !== undefined) {
    throw new StartError(
      `${file} is damaged (${parsed.error.issues[0]?.path.join('.')}); restore it from a backup, or remove the data directory to begin anew.`,
    )
  }
  const secrets = generate()
  mkdirSync(dataDir, { recursive: true })
  writeFileAtomically(file, `${JSON.stringify(secrets, null, 2)}\n`, 0o600)
  return secrets
}

function readStored(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new StartError(`${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`)
  }
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function generate(): Secrets {
  const token = (bytes = 24) => randomBytes(bytes).toString('base64url')
  return {
    authSecret: token(32),
    redisToken: token(),
    // Hex: these stand in URLs.
    postgres: { superuser: hex(), app: hex(), platform: hex(), migrator: hex() },
    stripe: {
      secretKey: `sk_test_local_${hex()}`,
      webhookSecret: `whsec_${hex()}`,
      connectWebhookSecret: `whsec_${hex()}`,
    },
  }
}

function hex(): string {
  return randomBytes(24).toString('hex')
}
