/** Structured log lines on standard output. Lines name stores and ids, never addresses, names or keys. */
import pino from 'pino'

export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  base: undefined,
  redact: { paths: ['email', '*.email', 'authorization', '*.authorization', 'token', '*.token'], censor: '[redacted]' },
})
