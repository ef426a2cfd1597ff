'use client'
/** The header's way to search: a link to the search page that, with JavaScript, opens a panel with suggestions. */
import { Search, X } from 'lucide-react'
import { type MouseEvent, useCallback, useState } from 'react'
import { Sheet } from '../sheet'
import { Suggestions } from './suggestions'
import { useSuggestions } from './use-suggestions'

interface Props {
  locale: string
  currency: string
}

export function SearchButton({ locale, currency }: Props) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const found = useSuggestions(text)
  const close = useCallback(() => setOpen(false), [])
  const show = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      <a href="/search" onClick={show} className="icon-button" aria-label="Search">
        <Search size={20} strokeWidth={1.5} aria-hidden="true" />
      </a>
      <Sheet open={open} onClose={close} side="top" label="Search">
        <search>
          <form action="/search" className="wrap flex items-center gap-2 border-b border-line py-3">
            <Search size={20} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-muted" />
            <input
              name="q"
              type="text"
              enterKeyHint="search"
              autoComplete="off"
              placeholder="Search the shop"
              aria-label="Search the shop"
              maxLength={100}
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="display h-12 min-w-0 flex-1 bg-transparent px-2 text-20 outline-none placeholder:text-muted md:text-25"
            />
            <button type="button" className="icon-button -mr-3" onClick={close} aria-label="Close search">
              <X size={20} strokeWidth={1.5} aria-hidden="true" />
            </button>
          </form>
        </search>
        <Suggestions text={text} found={found} locale={locale} currency={currency} onChoose={close} />
      </Sheet>
    </>
  )
}
