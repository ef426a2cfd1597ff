/** The body of a 404: what is so, and the one way on. */
import { ButtonLink } from './button'

export function NotFoundPanel({ action }: { action: { label: string; href: string } }) {
  return (
    <div className="max-w-sm py-16 text-center">
      <p className="text-13 text-muted tabular">404</p>
      <h1 className="mt-2 font-semibold text-25">This page does not exist</h1>
      <p className="mt-3 text-16 text-muted">
        The address may be mistyped, or what was here has been removed, or it belongs to an account that is not yours.
      </p>
      <div className="mt-6">
        <ButtonLink href={action.href}>{action.label}</ButtonLink>
      </div>
    </div>
  )
}
