'use client'
/** What a shopper chooses between: up to three options with their values. Each combination is a variant. */
import { Plus, Trash2, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, IconButton } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { controlLook, TextField } from '@/app/_ui/field'
import type { FieldErrors } from '@/lib/errors'
import { type FormOption, type ProductForm, withOptions } from './form'

const OPTIONS_MAX = 3
const SUGGESTIONS = ['Size', 'Colour', 'Material']

interface Props {
  form: ProductForm
  errors: FieldErrors
  onChange: (form: ProductForm) => void
}

export function OptionsCard({ form, errors, onChange }: Props) {
  const { options } = form
  const replace = (index: number, option: FormOption) =>
    onChange(
      withOptions(
        form,
        options.map((each, i) => (i === index ? option : each)),
      ),
    )
  const add = () => {
    const name = SUGGESTIONS.find((each) => !options.some((option) => option.name === each)) ?? ''
    const uid = Math.max(-1, ...options.map((option) => option.uid)) + 1
    onChange({ ...form, options: [...options, { uid, name, values: [] }] })
  }
  return (
    <Card
      title="Options"
      action={
        options.length < OPTIONS_MAX ? (
          <Button onClick={add}>
            <Plus aria-hidden size={16} strokeWidth={1.75} />
            Add option
          </Button>
        ) : null
      }
    >
      {options.length === 0 ? (
        <p className="text-muted">Sizes, colours, formats: add an option when the product comes in more than one.</p>
      ) : (
        <ul className="space-y-4">
          {options.map((option, index) => (
            <li key={option.uid} className="grid gap-3 sm:grid-cols-[11rem_minmax(0,1fr)_auto]">
              <TextField
                label="Name"
                value={option.name}
                maxLength={60}
                error={errors[`options.${index}.name`]}
                onChange={(event) => onChange({ ...form, options: renamed(options, index, event.target.value) })}
              />
              <ValueList
                option={option}
                error={errors[`options.${index}.values`]}
                onChange={(values) => replace(index, { ...option, values })}
              />
              <IconButton
                label={`Remove option ${option.name}`}
                className="sm:mt-6"
                onClick={() =>
                  onChange(
                    withOptions(
                      form,
                      options.filter((each) => each !== option),
                      option.values.length > 0 ? index : undefined,
                    ),
                  )
                }
              >
                <Trash2 aria-hidden size={16} strokeWidth={1.75} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function renamed(options: FormOption[], index: number, name: string): FormOption[] {
  return options.map((option, i) => (i === index ? { ...option, name } : option))
}

function ValueList({
  option,
  error,
  onChange,
}: {
  option: FormOption
  error?: string
  onChange: (values: string[]) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const add = () => {
    const fresh = typed
      .split(',')
      .map((value) => value.trim())
      .filter((value, index, all) => value && !option.values.includes(value) && all.indexOf(value) === index)
    setTyped('')
    if (fresh.length > 0) onChange([...option.values, ...fresh])
  }
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block font-medium text-13">
        Values
      </label>
      <div className={`${controlLook} flex min-h-9 flex-wrap items-center gap-1 px-1 py-1 focus-within:border-accent`}>
        {option.values.map((value) => (
          <span
            key={value}
            className="inline-flex h-7 max-w-full items-center gap-1 rounded-sm bg-hover pr-0.5 pl-2 text-13"
          >
            {option.swatches?.[value] ? (
              <span
                aria-hidden
                className="size-3 rounded-full border border-line"
                style={{ background: option.swatches[value] }}
              />
            ) : null}
            <span className="truncate">{value}</span>
            <button
              type="button"
              aria-label={`Remove ${value}`}
              className="grid size-6 place-items-center rounded-sm text-muted hover:text-critical"
              onClick={() => onChange(option.values.filter((each) => each !== value))}
            >
              <X aria-hidden size={13} />
            </button>
          </span>
        ))}
        <input
          id={id}
          value={typed}
          placeholder={option.values.length === 0 ? 'Small, Medium, Large' : 'Add a value'}
          maxLength={100}
          className="h-7 min-w-28 flex-1 bg-transparent px-2 outline-none placeholder:text-muted/70"
          onChange={(event) => setTyped(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ',') return
            event.preventDefault()
            add()
          }}
        />
      </div>
      {error ? <p className="mt-1.5 text-13 text-critical">{error}</p> : null}
    </div>
  )
}
