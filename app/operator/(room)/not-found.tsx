/** A 404 inside the operators' rooms: the rail stays. */
import { NotFoundPanel } from '@/app/_ui/not-found-panel'

export default function NotFound() {
  return (
    <div className="grid place-items-center">
      <NotFoundPanel action={{ label: 'Go to the stores', href: '/operator/stores' }} />
    </div>
  )
}
