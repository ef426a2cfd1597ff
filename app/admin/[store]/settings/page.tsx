/** Settings begin with the general ones. */
import { redirect } from 'next/navigation'

export default async function SettingsPage({ params }: { params: Promise<{ store: string }> }) {
  redirect(`/admin/${(await params).store}/settings/general`)
}
