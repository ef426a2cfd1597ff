'use client'
/** What came of the last try to pay, where the eye is: above the button. Focus moves here, so that it is read out, unless a field is to blame. */
import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import type { Notice } from './use-submit'

interface Props {
  notice: Notice | null
  /** Whether focus goes elsewhere: to the first marked field. */
  quiet: boolean
}

export function NoticeBox({ notice, quiet }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (notice && !quiet) box.current?.focus()
  }, [notice, quiet])
  if (!notice) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className={clsx(
        'rounded-sm px-4 py-3.5 text-14 outline-none',
        notice.tone === 'critical' ? 'bg-critical-surface text-critical' : 'bg-caution-surface text-caution',
      )}
    >
      <p className="font-[600]">{notice.title}</p>
      <p className="mt-0.5">{notice.text}</p>
      {notice.lines && notice.lines.length > 0 && (
        <ul className="mt-2 list-disc pl-5">
          {notice.lines.map((line) => (
            <li key={line.title}>
              {line.title}: {line.left > 0 ? `${line.left} left` : 'sold out'}
            </li>
          ))}
        </ul>
      )}
      {notice.action && (
        <a href={notice.action.href} className="link mt-1 inline-flex min-h-11 items-center font-[550]">
          {notice.action.label}
        </a>
      )}
    </div>
  )
}
