/** The way through a long list: the first page and the next one. */
import { ButtonLink } from './button'

export function NextPage({ first, next }: { first: string | null; next: string | null }) {
  if (!first && !next) return null
  return (
    <nav aria-label="Pages" className="flex justify-center gap-2 border-line border-t p-3">
      {first ? <ButtonLink href={first}>First page</ButtonLink> : null}
      {next ? <ButtonLink href={next}>Next page</ButtonLink> : null}
    </nav>
  )
}
