/** A 404 inside a store's desk: the rail stays. */
import { NotFoundPanel } from '@/app/_ui/not-found-panel'

export default function NotFound() {
  return (
    <div className="grid place-items-center">
      <NotFoundPanel action={{ label: 'Go to your stores', href: '/stores' }} />
    </div>
  )
}
