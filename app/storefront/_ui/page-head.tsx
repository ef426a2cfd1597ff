/** A page's title with an optional lead below it. */
import type { ReactNode } from 'react'

export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="pt-8 pb-6 md:pt-14 md:pb-10">
      <h1 className="display text-31 md:text-49">{title}</h1>
      {children && <div className="mt-3 max-w-[56ch] text-16 text-muted md:mt-4">{children}</div>}
    </div>
  )
}
