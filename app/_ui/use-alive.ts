'use client'
/** Whether the browser has taken the page over. For a button that can do nothing without it, and must not send its form instead. */
import { useSyncExternalStore } from 'react'

const never = () => () => {}

export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
