/** A store that does not exist and one that belongs to others look the same. */
import { NotFoundPanel } from '@/app/_ui/not-found-panel'

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <NotFoundPanel action={{ label: 'Go to your stores', href: '/stores' }} />
    </main>
  )
}
