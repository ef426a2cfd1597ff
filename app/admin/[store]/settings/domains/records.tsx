/** The DNS records to set, each part with a button that copies it. */
import { CopyButton } from '@/app/_ui/copy-button'
import type { DnsRecord } from '@/lib/domains/records'

export function Records({ records, domain }: { records: DnsRecord[]; domain: string }) {
  const [first] = records
  return (
    <div>
      <ul aria-label={`Records for ${domain}`} className="divide-y divide-line rounded-md border border-line">
        {records.map((record) => (
          <li
            key={`${record.type}${record.name}${record.value}`}
            className="grid gap-x-4 gap-y-2 px-3 py-2.5 sm:grid-cols-[2.5rem_minmax(0,1fr)_minmax(0,1.3fr)]"
          >
            <Part label="Type">
              <span className="text-13">{record.type}</span>
            </Part>
            <Part label="Name" copies={record.name}>
              <code className="break-all font-mono text-13">{record.name}</code>
            </Part>
            <Part label="Value" copies={record.value}>
              <code className="break-all font-mono text-13">{record.value}</code>
            </Part>
          </li>
        ))}
      </ul>
      {first && first.host !== first.name ? (
        <p className="mt-2 text-13 text-muted">
          If your provider adds the domain to names by itself, enter <code className="font-mono">{first.host}</code> as
          the name{records.length > 1 ? ' of the first one' : ''}.
        </p>
      ) : null}
    </div>
  )
}

function Part({ label, copies, children }: { label: string; copies?: string; children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 items-start gap-1">
      <div className="min-w-0 flex-1">
        <div className="text-12 text-muted">{label}</div>
        <div className="min-w-0">{children}</div>
      </div>
      {copies ? <CopyButton quiet text={copies} label={`${label.toLowerCase()} ${copies}`} /> : null}
    </div>
  )
}
