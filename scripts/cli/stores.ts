/**
 * `store create | suspend | resume | delete`. A change that stands is a success, also where caches could not be told of it in
 * the time the command has: then it says how long they may take.
 */
import type { Answer, Command } from './commands'
import { inProduct } from './in-product'

const PURGE_TRIES = 5
/** Between tries; with the time Redis is waited for, all of them take some ten seconds. */
const PURGE_PAUSE_MS = 500
const USUAL_COUNTRY = 'US'

export const storeCommands: Command[] = [
  {
    name: 'store create',
    about: 'open a store for an account that exists',
    takes: 'slug',
    options: {
      name: { takes: 'text', required: true },
      email: { takes: 'address', required: true },
      country: { takes: 'code' },
      currency: { takes: 'code' },
    },
    run: ({ env }, _signal, slug, options) => onStores(env, () => create(slug, options)),
  },
  suspension('store suspend', 'answer 503 on all hosts of a store', true),
  suspension('store resume', 'let a suspended store sell again', false),
  {
    name: 'store delete',
    about: 'close a store and have everything of it deleted after 30 days',
    takes: 'slug',
    run: ({ env }, _signal, slug) =>
      onStores(env, async () => {
        const { getEnding, scheduleDeletionBySlug } = await import('@/lib/stores/close')
        const { late, storeId } = await followed(slug, () => scheduleDeletionBySlug(slug))
        const { deleteAfter: at } = await getEnding(storeId)
        const words = `${slug} is closed; everything of it goes on ${at?.toISOString()}.${late}`
        return { words, facts: { slug, at, cachesTold: late === '' } }
      }),
  },
]

function suspension(name: string, about: string, suspended: boolean): Command {
  return {
    name,
    about,
    takes: 'slug',
    run: ({ env }, _signal, slug) =>
      onStores(env, async () => {
        const { setSuspended } = await import('@/lib/stores/suspend')
        const { late } = await followed(slug, () => setSuspended(slug, suspended))
        const words = `${slug} is ${suspended ? 'suspended' : 'open'}.${late}`
        return { words, facts: { slug, suspended, cachesTold: late === '' } }
      }),
  }
}

function onStores(env: Record<string, string>, work: () => Promise<Answer>): Promise<Answer> {
  return inProduct(env, async () => {
    const { bePatientWithRedis } = await import('@/lib/kv')
    bePatientWithRedis()
    return work()
  })
}

/**
 * Makes the change and sees to it that every cache knows. `late` is '' or a sentence about caches that could not be told.
 * @throws whatever `change` throws but that Redis could not be told: by then the change stands
 */
export async function followed(
  slug: string,
  change: () => Promise<unknown>,
  pauseMs = PURGE_PAUSE_MS,
): Promise<{ storeId: number; late: string }> {
  const { DomainError } = await import('@/lib/errors')
  const { purgeHostsOf } = await import('@/lib/stores/close')
  const { findStoreBySlug } = await import('@/lib/stores/find')
  const storeId = await findStoreBySlug(slug)
  if (storeId === null) throw new DomainError('not_found', `There is no store ${slug}.`)
  for (let attempt = 1; ; attempt++) {
    try {
      await (attempt === 1 ? change() : purgeHostsOf(storeId))
      return { storeId, late: '' }
    } catch (error) {
      if (!(error instanceof Error && error.name === 'KvUnavailableError')) throw error
      if (attempt === PURGE_TRIES) return { storeId, late: await lateness() }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** Half a minute is what Redis keeps; a server that Redis answers, but not this command, may believe its own memory longer. */
async function lateness(): Promise<string> {
  const { KEPT_MS } = await import('@/lib/tenancy/resolve')
  return ` Redis did not answer, so that shoppers may see the old state for up to half a minute, and for up to ${
    KEPT_MS / 60_000
  } minutes where Redis answers the servers and not this command.`
}

async function create(slug: string, { name = '', email = '', ...place }: Record<string, string>): Promise<Answer> {
  const { openStoreFor } = await import('@/lib/stores/open-for')
  const { storeOrigin } = await import('@/lib/tenancy/store-hosts')
  const { placeOf } = await import('@/lib/stores/places')
  const country = (place.country ?? USUAL_COUNTRY).toUpperCase()
  const currency = (place.currency ?? placeOf(country)?.currency ?? '').toUpperCase()
  const { storeId } = await openStoreFor(email, { name, slug, country, currency })
  const url = storeOrigin({ slug, primaryDomain: null })
  return {
    words: `The store ${slug} is open (id ${storeId}, ${country}, ${currency}): ${url}`,
    facts: { id: storeId, slug, url, country, currency },
  }
}
