'use client'
/** One try: how it was answered, and on a click what went over the wire. */
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { DateTime } from '@/app/_ui/date-time'

export interface ShownAttempt {
  attemptNo: number
  requestHeaders: Record<string, string>
  statusCode: number | null
  responseHeaders: Record<string, string> | null
  responseBody: string | null
  error: string | null
  durationMs: number
  createdAt: string
}

export function AttemptView({ attempt, open }: { attempt: ShownAttempt; open: boolean }) {
  const { attemptNo, statusCode, error, durationMs, createdAt } = attempt
  return (
    <details open={open} className="rounded-md border border-line">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 px-3 py-2">
        <span className={clsx('tabular font-medium', error ? 'text-critical' : 'text-positive')}>
          {statusCode ?? 'No answer'}
        </span>
        <span className="tabular text-13 text-muted">
          Try {attemptNo}, {durationMs} ms
        </span>
        <span className="ml-auto text-13 text-muted">
          <DateTime iso={createdAt} />
        </span>
      </summary>
      <div className="space-y-3 border-line border-t p-3">
        {error ? <p className="text-13 text-critical">{error}</p> : null}
        {attempt.responseHeaders ? (
          <Part label="Answer">
            <Raw>
              {`${headerLines(attempt.responseHeaders)}${attempt.responseBody ? `\n\n${attempt.responseBody}` : ''}`}
            </Raw>
          </Part>
        ) : null}
        <Part label="Request headers">
          <Raw>{headerLines(attempt.requestHeaders)}</Raw>
        </Part>
      </div>
    </details>
  )
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 text-12 text-muted">{label}</p>
      {children}
    </div>
  )
}

export function Raw({ children }: { children: string }) {
  return (
    <pre className="max-h-80 overflow-auto rounded-md bg-surface p-3 font-mono text-12 leading-relaxed">{children}</pre>
  )
}

function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
