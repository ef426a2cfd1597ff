'use client'
/**
 * A link inside the shop. A listing has dozens of them, so nothing is fetched ahead until one is pointed at or reached by
 * keyboard.
 */
import Link from 'next/link'
import { type ComponentProps, useState } from 'react'

export function ShopLink(props: ComponentProps<typeof Link>) {
  const [wanted, setWanted] = useState(false)
  return (
    <Link
      {...props}
      prefetch={wanted ? null : false}
      onMouseEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
    />
  )
}
