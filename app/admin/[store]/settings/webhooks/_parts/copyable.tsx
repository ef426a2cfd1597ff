/** A text that is meant to be copied: shown whole, with a button. */
import { CopyButton } from '@/app/_ui/copy-button'

export function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="tabular min-w-0 flex-1 basis-64 select-all break-all rounded-md border border-line bg-surface px-3 py-2 font-mono text-13">
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </div>
  )
}
