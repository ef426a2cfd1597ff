'use client'
/** Something broke on our side: say so, keep the rail, offer to try again. */
import { Button } from '@/app/_ui/button'

export default function RoomError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="mx-auto max-w-sm py-16 text-center">
      <h1 className="font-semibold text-20">This page could not be loaded</h1>
      <p className="mt-2 text-muted">
        Nothing was changed. Trying again often helps; the log has the reason
        {error.digest ? ` under ${error.digest}` : ''}.
      </p>
      <Button className="mt-5" onClick={reset}>
        Try again
      </Button>
    </div>
  )
}
