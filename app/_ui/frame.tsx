/** Rail on the left, one bar on top, one column of content. On a phone the rail is a drawer behind the menu button. */
import type { ReactNode } from 'react'
import { Drawer } from './drawer'

export interface FrameProps {
  /** Stands above the rail: which store, or which room, this is. */
  head: ReactNode
  rail: ReactNode
  /** On a phone, where the rail is away. */
  title: string
  /** At the right of the bar. */
  tools: ReactNode
  /** Stays in sight above everything. */
  notice?: ReactNode
  /** What everybody here has to know, above every page. */
  banner?: ReactNode
  children: ReactNode
}

export function Frame({ head, rail, title, tools, notice, banner, children }: FrameProps) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-accent-text focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-line border-r lg:flex print:hidden">
        <div className="px-3 pt-3 pb-2">{head}</div>
        {rail}
      </aside>
      <div className="flex min-w-0 flex-col print:block">
        <div className="sticky top-0 z-30 print:hidden">
          {notice}
          <header className="flex h-14 items-center gap-2 border-line border-b bg-surface px-3 sm:px-6 lg:px-8">
            <div className="lg:hidden">
              <Drawer>
                <div className="px-3 pt-3 pb-2">{head}</div>
                {rail}
              </Drawer>
            </div>
            <span className="min-w-0 flex-1 truncate font-semibold lg:invisible">{title}</span>
            {tools}
          </header>
        </div>
        {banner}
        <main
          id="content"
          className="mx-auto w-full max-w-[1200px] flex-1 px-4 pt-6 pb-28 sm:px-6 lg:px-8 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
    </div>
  )
}
