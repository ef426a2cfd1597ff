/** To whoever is no operator these rooms look like any address that nothing answers. */
import { NothingHere } from '@/app/_ui/nothing-here'

export default function NotFound() {
  return (
    <div className="grid min-h-dvh place-content-center p-6 text-16">
      <NothingHere />
    </div>
  )
}
