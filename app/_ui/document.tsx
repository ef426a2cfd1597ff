/** The document of the desk's surfaces: language, fonts, tokens. Both root layouts are this and nothing more. */
import '@fontsource-variable/instrument-sans/wght.css'
import './desk.css'
import type { ReactNode } from 'react'

export function DeskDocument({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="min-h-dvh">{children}</body>
    </html>
  )
}
