/** Which names a proxy in front may get certificates for: the platform's own, open stores' subdomains, verified domains. */
import { tenancyConfig } from '@/lib/tenancy/config'
import { canonicalHost, classifyHost } from '@/lib/tenancy/host'
import { serverResolver } from '@/lib/tenancy/lookup'

/** Asked in the middle of a visitor's first handshake, so answered from memory where possible. @throws ResolverUnavailableError */
export async function mayHaveCertificate(name: string): Promise<boolean> {
  const host = canonicalHost(name)
  if (host === null) return false
  const kind = classifyHost(host, tenancyConfig())
  if (kind.kind === 'platform') return true
  if (kind.kind === 'invalid') return false
  return (await serverResolver().resolve(kind)) !== null
}
