'use client'
/** The events a webhook is for, by noun; a noun's events can be taken or left at once. */
import { Button } from '@/app/_ui/button'
import { Checkbox } from '@/app/_ui/field'
import { WEBHOOK_TOPICS, type WebhookTopic } from '@/lib/webhooks/topics'

const NOUNS = [...new Set(WEBHOOK_TOPICS.map(({ noun }) => noun))]

interface Props {
  /** One column. */
  narrow?: boolean
  chosen: readonly WebhookTopic[]
  disabled: boolean
  error: string | undefined
  onChange: (topics: WebhookTopic[]) => void
}

export function TopicPicker({ narrow, chosen, disabled, error, onChange }: Props) {
  const set = (topics: WebhookTopic[], on: boolean) =>
    onChange(on ? [...new Set([...chosen, ...topics])] : chosen.filter((topic) => !topics.includes(topic)))
  return (
    <div className="space-y-5">
      {NOUNS.map((noun) => {
        const topics = WEBHOOK_TOPICS.filter((topic) => topic.noun === noun)
        const names = topics.map(({ name }) => name)
        const all = names.every((name) => chosen.includes(name))
        return (
          <fieldset key={noun} disabled={disabled}>
            <legend className="float-left mb-2 font-medium text-13">{noun}</legend>
            {names.length > 1 && !disabled ? (
              <Button
                tone="plain"
                className="-mt-1.5 -mr-3 float-right h-8 text-13 text-muted"
                aria-label={`${all ? 'None' : 'All'} of ${noun}`}
                onClick={() => set(names, !all)}
              >
                {all ? 'None' : 'All'}
              </Button>
            ) : null}
            <div className={`clear-both grid gap-x-6 gap-y-2.5 ${narrow ? '' : 'sm:grid-cols-2'}`}>
              {topics.map(({ name, says }) => (
                <Checkbox
                  key={name}
                  label={says}
                  hint={<code className="font-mono text-12">{name}</code>}
                  checked={chosen.includes(name)}
                  onChange={(event) => set([name], event.target.checked)}
                />
              ))}
            </div>
          </fieldset>
        )
      })}
      {error ? (
        <p role="alert" className="text-13 text-critical">
          {error}
        </p>
      ) : null}
    </div>
  )
}
