'use client'
/** Tells the header what the server has just counted. */
import { useEffect } from 'react'
import { rememberCount } from './cart-store'

export function RememberCount({ count }: { count: number }) {
  useEffect(() => rememberCount(count), [count])
  return null
}
