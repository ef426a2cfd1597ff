'use server'
/** Ends the session: its row is revoked (auth.ts, events.signOut) and the cookie removed. */
import { redirect } from 'next/navigation'
import { refuseForeignOrigin } from '@/app/_actions/merchant-action'
import { signOut } from './auth'

export async function logOut(): Promise<void> {
  await refuseForeignOrigin()
  await signOut({ redirect: false })
  redirect('/login')
}
