'use client'
/**
 * A description with the few marks it may have. The browser's own editing of a contenteditable element does the work; what
 * comes out is cleaned when it is saved, so this is comfort and never the guard.
 */
import { Bold, Heading2, Italic, Link as LinkIcon, List, ListOrdered } from 'lucide-react'
import { useId, useRef } from 'react'
import { IconButton } from '@/app/_ui/button'

const TOOLS = [
  { label: 'Bold', Icon: Bold, command: 'bold' },
  { label: 'Italic', Icon: Italic, command: 'italic' },
  { label: 'Heading', Icon: Heading2, command: 'formatBlock', value: 'h3' },
  { label: 'Bulleted list', Icon: List, command: 'insertUnorderedList' },
  { label: 'Numbered list', Icon: ListOrdered, command: 'insertOrderedList' },
] as const

export function DescriptionEditor({
  initial,
  error,
  onChange,
}: {
  initial: string
  error?: string
  onChange: (html: string) => void
}) {
  const id = useId()
  const area = useRef<HTMLDivElement>(null)
  // Read once: React must not write into the element while someone types in it.
  const first = useRef({ __html: initial })
  const run = (command: string, value?: string) => {
    area.current?.focus()
    document.execCommand('defaultParagraphSeparator', false, 'p')
    const isSet = command === 'formatBlock' && document.queryCommandValue('formatBlock') === value
    document.execCommand(command, false, isSet ? 'p' : value)
    onChange(area.current?.innerHTML ?? '')
  }
  const link = () => {
    const address = window.prompt('Address of the link', 'https://')
    if (address) run('createLink', address)
  }
  return (
    <div>
      <span id={id} className="mb-1.5 block font-medium text-13">
        Description
      </span>
      <div
        className="overflow-hidden rounded-md border border-control/60 bg-raised focus-within:border-accent focus-within:outline-2 focus-within:outline-accent data-invalid:border-critical"
        data-invalid={error ? true : undefined}
      >
        <div className="flex gap-0.5 border-line border-b p-1">
          {TOOLS.map(({ label, Icon, command, ...tool }) => (
            <IconButton
              key={label}
              label={label}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => run(command, 'value' in tool ? tool.value : undefined)}
            >
              <Icon aria-hidden size={16} strokeWidth={1.75} />
            </IconButton>
          ))}
          <IconButton label="Link" onMouseDown={(event) => event.preventDefault()} onClick={link}>
            <LinkIcon aria-hidden size={16} strokeWidth={1.75} />
          </IconButton>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a textarea holds no formatted text */}
        <div
          ref={area}
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          aria-multiline="true"
          aria-labelledby={id}
          tabIndex={0}
          className="prose-desk min-h-40 px-3 py-2.5 outline-none"
          onInput={(event) => onChange(event.currentTarget.innerHTML)}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by lib/catalog/description before it came here
          dangerouslySetInnerHTML={first.current}
        />
      </div>
      {error ? <p className="mt-1.5 text-13 text-critical">{error}</p> : null}
    </div>
  )
}
