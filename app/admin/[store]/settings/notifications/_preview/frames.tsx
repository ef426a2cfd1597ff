'use client'
/**
 * One mail at the widths of a desk and of a phone, side by side. The frames are sandboxed without any permission: what is in
 * them cannot run, submit, open or reach this page.
 */
import clsx from 'clsx'
import { useEffect, useRef, useState } from 'react'
import type { ShownDraft } from '../actions'

const DESK_PX = 680
const PHONE_PX = 390
const HEIGHT_PX = 760

export type PreviewMode = 'light' | 'dark' | 'text'

export function Frames({ shown, stale, mode }: { shown: ShownDraft; stale: boolean; mode: PreviewMode }) {
  if (mode === 'text') {
    return (
      <pre className="max-h-[760px] overflow-auto whitespace-pre-wrap break-words rounded-md border border-line bg-surface p-4 font-mono text-13">
        {shown.text}
      </pre>
    )
  }
  const html = inMode(shown.html, mode)
  return (
    <div className={clsx('flex flex-wrap items-start gap-4 transition-opacity duration-150', stale && 'opacity-60')}>
      <Frame title="On a desk" html={html} mode={mode} width={DESK_PX} className="min-w-0 flex-[17_1_24rem]" />
      <Frame title="On a phone" html={html} mode={mode} width={PHONE_PX} className="min-w-0 flex-[10_1_15rem]" />
    </div>
  )
}

/** The mail's own rules for dark, decided here and not by this computer; links lead nowhere, since nothing may open. */
function inMode(html: string, mode: 'light' | 'dark'): string {
  return html
    .replace('<head>', '<head><base target="_blank">')
    .replace('@media (prefers-color-scheme: dark)', mode === 'dark' ? '@media all' : '@media not all')
}

function Frame({
  title,
  html,
  mode,
  width,
  className,
}: {
  title: string
  html: string
  mode: 'light' | 'dark'
  width: number
  className: string
}) {
  const box = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(1)
  useEffect(() => {
    const measure = () => setScale(Math.min(1, (box.current?.clientWidth ?? width) / width))
    const observer = new ResizeObserver(measure)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [width])
  return (
    <figure className={className} style={{ maxWidth: width }}>
      <figcaption className="mb-1.5 text-12 text-muted">{title}</figcaption>
      <div
        ref={box}
        className="overflow-hidden rounded-md border border-line"
        style={{ height: HEIGHT_PX * scale, background: mode === 'dark' ? '#161513' : '#fff' }}
      >
        <iframe
          title={title}
          sandbox=""
          srcDoc={html}
          referrerPolicy="no-referrer"
          className="block border-0"
          style={{ width, height: HEIGHT_PX, transform: `scale(${scale})`, transformOrigin: '0 0' }}
        />
      </div>
    </figure>
  )
}
