/** One domain: how far it is, what is wrong in words, and the records to set. */
import { ExternalLink } from 'lucide-react'
import { Badge, type BadgeFill, type BadgeTone } from '@/app/_ui/badge'
import { Button } from '@/app/_ui/button'
import { DateTime } from '@/app/_ui/date-time'
import type { DomainStatus, DomainView } from '@/lib/domains/view'
import { AddressRow } from './address-row'
import { Records } from './records'
import { RemoveDomain } from './remove-domain'

const BADGES: Record<DomainStatus, { label: string; tone: BadgeTone; fill: BadgeFill }> = {
  waiting: { label: 'Waiting for DNS', tone: 'neutral', fill: 'half' },
  expired: { label: 'Expired', tone: 'caution', fill: 'hollow' },
  verified: { label: 'Verified', tone: 'positive', fill: 'full' },
  securing: { label: 'Securing', tone: 'neutral', fill: 'half' },
  secured: { label: 'Secured', tone: 'positive', fill: 'full' },
  attention: { label: 'Needs attention', tone: 'caution', fill: 'hollow' },
}

interface Props {
  domain: DomainView
  disabled: boolean
  checking: boolean
  onCheck: () => void
  onPrimary: () => void
  onRemove: () => void
}

export function DomainCard({ domain, disabled, checking, onCheck, onPrimary, onRemove }: Props) {
  const { host, native, status, proven, primary, ready, records } = domain
  return (
    <article aria-label={domain.domain} className="rounded-lg border border-line bg-raised">
      <AddressRow
        host={domain.domain}
        note={native}
        badges={<Badges status={status} proven={proven} />}
        primary={primary}
        canBePrimary={ready && !disabled}
        onPrimary={onPrimary}
        actions={
          <>
            {ready ? <VisitLink host={host} /> : null}
            {status === 'expired' ? null : (
              <Button disabled={disabled || checking} onClick={onCheck}>
                {checking ? 'Checking…' : 'Check now'}
              </Button>
            )}
            <RemoveDomain domain={domain} disabled={disabled} onRemove={onRemove} />
          </>
        }
      />
      <div className="space-y-4 px-4 pb-4 empty:hidden sm:px-5">
        <Notes domain={domain} />
        {records.length > 0 ? <Records records={records} domain={domain.domain} /> : null}
      </div>
    </article>
  )
}

/** That it is proven stays said while the rest is on its way. */
function Badges({ status, proven }: { status: DomainStatus; proven: boolean }) {
  const shown: DomainStatus[] =
    proven && status !== 'verified' && status !== 'secured' ? ['verified', status] : [status]
  return shown.map((each) => {
    const { label, tone, fill } = BADGES[each]
    return (
      <Badge key={each} tone={tone} fill={fill}>
        {label}
      </Badge>
    )
  })
}

function Notes({ domain: { status, notes, checkedAt, until, verified } }: { domain: DomainView }) {
  if (status === 'expired') {
    return (
      <p className="max-w-prose text-13 text-muted">
        The record was not there in time, so this domain is connected to nothing. Add it again to get a new record; the
        old one does not count any more.
      </p>
    )
  }
  const sentences =
    notes.length > 0 ? notes : status === 'waiting' ? [WAITING] : status === 'securing' ? [SECURING] : []
  if (sentences.length === 0) return null
  return (
    <div aria-live="polite" className="max-w-prose space-y-1.5 text-13">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="text-muted">
        {checkedAt ? (
          <>
            Looked at <DateTime iso={checkedAt} /> UTC.{' '}
          </>
        ) : null}
        {until ? (
          <>
            {verified ? 'Disconnected if nothing changes by ' : 'We go on looking until '}
            <DateTime iso={until} /> UTC.
          </>
        ) : null}
      </p>
    </div>
  )
}

const WAITING =
  'Set these records at the provider of your domain. We look for them by ourselves; you need not stay here.'
const SECURING = 'The certificate is being made. This takes some minutes; until then browsers would warn your visitors.'

function VisitLink({ host }: { host: string }) {
  return (
    <a
      href={`//${host}`}
      target="_blank"
      rel="noreferrer"
      aria-label={`Visit ${host}`}
      title={`Visit ${host}`}
      className="inline-flex size-9 items-center justify-center rounded-md text-muted transition-colors duration-150 hover:bg-hover hover:text-text"
    >
      <ExternalLink aria-hidden size={16} strokeWidth={1.75} />
    </a>
  )
}
