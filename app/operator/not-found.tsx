/** To whoever is no operator these rooms look like any address that nothing answers. */
import { NotFoundPanel } from '@/app/_ui/not-found-panel'

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <NotFoundPanel action={{ label: 'Go to your stores', href: '/stores' }} />
    </main>
  )
}
