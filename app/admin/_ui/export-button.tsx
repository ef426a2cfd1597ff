/** Downloads a file of the store's export. */
import { Download } from 'lucide-react'
import { ButtonAnchor, type ButtonTone } from '@/app/_ui/button'
import type { ExportName } from '@/lib/export/names'

export function ExportButton({
  slug,
  file,
  label = 'Export',
  tone,
}: {
  slug: string
  file: ExportName
  label?: string
  tone?: ButtonTone
}) {
  return (
    <ButtonAnchor href={`/admin/${slug}/export/${file}`} download tone={tone}>
      <Download aria-hidden size={16} strokeWidth={1.75} />
      {label}
    </ButtonAnchor>
  )
}
