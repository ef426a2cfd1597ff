/** A section's title with, at its right, where there is more. */
import { ShopLink } from './shop-link'

interface Props {
  id: string
  title: string
  link?: { href: string; label: string }
}

export function SectionHead({ id, title, link }: Props) {
  return (
    <div className="mb-6 flex items-baseline justify-between gap-6 md:mb-9">
      <h2 id={id} className="display text-25 md:text-31">
        {title}
      </h2>
      {link && (
        <ShopLink href={link.href} className="inline-flex min-h-11 shrink-0 items-center text-14">
          <span className="link">{link.label}</span>
        </ShopLink>
      )}
    </div>
  )
}
