/** The checkout's frame: the shop's name and nothing to wander off to. */
import type { ReactNode } from 'react'

export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return <div className="flex flex-1 flex-col">{children}</div>
}
