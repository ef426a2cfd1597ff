/** Nothing to show: what that means and the one thing to do. */
import { ShopLink } from './shop-link'

interface Props {
  title: string
  text: string
  action: { href: string; label: string }
}

export function EmptyState({ title, text, action }: Props) {
  return (
    <div className="flex flex-col items-start gap-4 py-10 md:py-16">
      <p className="display text-25">{title}</p>
      <p className="max-w-[48ch] text-muted">{text}</p>
      <ShopLink href={action.href} className="button button-quiet mt-2">
        {action.label}
      </ShopLink>
    </div>
  )
}
