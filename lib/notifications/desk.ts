/** Where a mail's links to the desk lead: from configuration, never from a request. */
import { platformOrigin } from '@/lib/env'

export function deskOf({ slug }: { slug: string }): string {
  return `${platformOrigin()}/admin/${slug}`
}
