/** Narrows the log to one store by its subdomain: a plain GET form, so that the answer has an address. */
import { Store } from 'lucide-react'
import { controlLook } from '@/app/_ui/field'

export function StoreFilterForm({ action, value, operator }: { action: string; value: string; operator?: string }) {
  return (
    <form action={action} className="relative w-full sm:w-72">
      {operator ? <input type="hidden" name="operator" value={operator} /> : null}
      <Store
        aria-hidden
        size={16}
        strokeWidth={1.75}
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 text-muted"
      />
      <input
        key={value}
        type="search"
        name="store"
        defaultValue={value}
        maxLength={63}
        autoCapitalize="none"
        spellCheck={false}
        aria-label="Store’s subdomain"
        placeholder="Store’s subdomain"
        className={`${controlLook} h-9 pl-8`}
      />
    </form>
  )
}
