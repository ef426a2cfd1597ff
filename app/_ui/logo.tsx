/** Stoa's mark: a colonnade, drawn in the current colour. */
export function LogoMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M2.5 7.5 12 2.5l9.5 5v1.75h-19z" fill="currentColor" />
      <path d="M5 11h2.5v8H5zM10.75 11h2.5v8h-2.5zM16.5 11H19v8h-2.5z" fill="currentColor" />
      <path d="M2.5 20.25h19V22h-19z" fill="currentColor" />
    </svg>
  )
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-accent">
      <LogoMark />
      <span className="font-semibold text-20 text-text tracking-tight">Stoa</span>
    </span>
  )
}
