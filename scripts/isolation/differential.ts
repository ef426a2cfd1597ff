/**
 * One store's members and shoppers ask for what is another's. Whatever they get must be what they get for an id that nobody
 * has, in status and words, and nothing of the other store may show in it; a rightful call must come through, so that a
 * probe that proves nothing is noticed. At the end the other store's rows are what they were, table by table.
 */
import type postgres from 'postgres'
import { may, type Role } from '@/lib/team/permissions'
import { actionClassOf, ask, type Caller, callAction, classOf, logIn, outcomeOf } from './client'
import { Comparison, type Subject, uncovered } from './comparison'
import type { Inventory } from './inventory'
import type {
  ActionProbe,
  DeskPageProbe,
  MerchantActionProbe,
  OperatorProbe,
  Ref,
  RouteProbe,
  ShopProbe,
  ShopperActionProbe,
} from './probe'
import { cartToken, checksums, NOBODY, OWN, SPARE, type TestStore, type TwoStores, VICTIM } from './two-stores'

export interface Place {
  port: number
  platformHost: string
  storesDomain: string
}

/** Aims each id that `build` asks for, one at a time. */
export function aims(build: (ref: Ref) => unknown): string[] {
  const names: string[] = []
  build((what) => {
    if (!names.includes(what)) names.push(what)
    return OWN
  })
  return names
}

const aimed =
  (at: string, row: number, others = OWN): Ref =>
  (what) =>
    what === at ? row : others
const everything =
  (row: number): Ref =>
  () =>
    row

export class Differential {
  private owner = ''
  private staff = ''

  constructor(
    private readonly place: Place,
    private readonly stores: TwoStores,
    private readonly inventory: Inventory,
  ) {}

  async begin(): Promise<void> {
    const { attacker } = this.stores
    const { port, platformHost } = this.place
    this.owner = await logIn(port, platformHost, attacker.owner, attacker.password)
    this.staff = await logIn(port, platformHost, attacker.staff, attacker.password)
  }

  async route(name: string, probe: RouteProbe | undefined): Promise<Subject> {
    if (!probe) return uncovered('route', name)
    if (probe.kind === 'of no store') return { kind: 'route', name, how: probe.because, answers: 0, findings: [] }
    if (probe.kind === 'operators only') return this.operatorsRoom(name, probe)
    return probe.kind === 'desk page' ? this.deskPage(name, probe) : this.shop(name, probe)
  }

  async action(name: string, probe: ActionProbe | ActionProbe[] | undefined): Promise<Subject> {
    if (!probe) return uncovered('action', name)
    if (Array.isArray(probe)) {
      const parts: Subject[] = []
      for (const each of probe) parts.push(await this.action(name, each))
      const answers = parts.reduce((sum, part) => sum + part.answers, 0)
      return {
        kind: 'action',
        name,
        how: 'ids, desks, roles',
        answers,
        findings: parts.flatMap((part) => part.findings),
      }
    }
    if (probe.kind === 'of no store') return { kind: 'action', name, how: probe.because, answers: 0, findings: [] }
    if (probe.kind === 'operators only') return this.operatorAction(name, probe)
    return probe.kind === 'merchant action' ? this.merchantAction(name, probe) : this.shopperAction(name, probe)
  }

  private async deskPage(name: string, probe: DeskPageProbe): Promise<Subject> {
    const subject = new Comparison('route', name)
    const get = async (cookie: string, slug: string, ref: Ref) => {
      const path = `/admin/${slug}${probe.path(ref)}`
      return ask({ ...this.platform(), cookie }, { path })
    }
    const { slug } = this.stores.attacker
    for (const what of aims(probe.path)) {
      const [theirs, nobodys] = [
        await get(this.owner, slug, aimed(what, VICTIM)),
        await get(this.owner, slug, aimed(what, NOBODY)),
      ]
      subject.same(`another store’s ${what}`, classOf(theirs, VICTIM), classOf(nobodys, NOBODY))
      subject.silent(theirs.text)
    }
    const [theirs, nobodys] = [this.stores.victim.slug, `${this.stores.victim.slug}x`]
    const [foreign, unknown] = [
      await get(this.owner, theirs, everything(OWN)),
      await get(this.owner, nobodys, everything(OWN)),
    ]
    subject.same(
      'another store’s desk',
      classOf(foreign, OWN).replaceAll(theirs, '#'),
      classOf(unknown, OWN).replaceAll(nobodys, '#'),
    )
    subject.silent(foreign.text)
    const stranger = await get('', slug, everything(OWN))
    subject.expect(
      'somebody who is not logged in',
      [303, 307, 401, 404, 405].includes(stranger.status),
      stranger.status,
    )
    if (!may('staff', probe.permission)) {
      const answer = await get(this.staff, slug, everything(OWN))
      subject.expect(`staff, who lack ${probe.permission}`, [403, 404].includes(answer.status), answer.status)
    }
    const own = await get(this.owner, slug, everything(OWN))
    subject.expect('the rightful call', own.status === (probe.rightful ?? 200), own.status)
    return subject.end('ids, desks, roles')
  }

  private async shop(name: string, probe: ShopProbe): Promise<Subject> {
    const subject = new Comparison('route', name)
    const call = (store: TestStore, ref: Ref, cartOf: TestStore) =>
      ask(this.shopOf(store), {
        method: probe.method,
        path: probe.path(ref),
        body: probe.body?.(ref),
        cookie: probe.cart && `stoa-cart=${cartToken(cartOf, probe.cart(ref))}`,
      })
    const { attacker, victim } = this.stores
    // The victim's page first: what a cache keeps of it must not answer for the attacker's host.
    if (!probe.method && !probe.cart && probe.rightful === undefined) await call(victim, everything(OWN), victim)
    const own = await call(attacker, everything(OWN), attacker)
    subject.expect(
      'the rightful call',
      own.status === (probe.rightful ?? 200),
      `${own.status} ${own.text.slice(0, 120)}`,
    )
    subject.silent(own.text)
    for (const what of aims((ref) => [probe.path(ref), probe.body?.(ref), probe.cart?.(ref)])) {
      const theirs = await call(attacker, aimed(what, VICTIM), what === 'cart' ? victim : attacker)
      const nobodys = await call(attacker, aimed(what, NOBODY), attacker)
      subject.same(`another store’s ${what}`, comparable(classOf(theirs, VICTIM)), comparable(classOf(nobodys, NOBODY)))
      subject.silent(theirs.text)
    }
    return subject.end('ids, cached pages, cookies')
  }

  private async merchantAction(name: string, probe: MerchantActionProbe): Promise<Subject> {
    const subject = new Comparison('action', name)
    const id = this.inventory.actions.get(name) ?? ''
    const { attacker, victim } = this.stores
    const call = (cookie: string, slug: string, input: unknown) =>
      callAction({ ...this.platform(), cookie }, id, `/admin/${attacker.slug}${probe.page}`, [slug, input])
    for (const what of aims(probe.input)) {
      const row = probe.spends ? SPARE : OWN
      const theirs = await call(this.owner, attacker.slug, probe.input(aimed(what, VICTIM, row)))
      const nobodys = await call(this.owner, attacker.slug, probe.input(aimed(what, NOBODY, row)))
      const [one, two] = probe.lists
        ? [outcomeOf(theirs), outcomeOf(nobodys)]
        : [actionClassOf(theirs, VICTIM), actionClassOf(nobodys, NOBODY)]
      subject.same(`another store’s ${what}`, one, two)
      subject.silent(theirs.text)
    }
    const rightfulInput = probe.input(everything(probe.spends ? SPARE : OWN))
    const foreign = await call(this.owner, victim.slug, rightfulInput)
    const unknown = await call(this.owner, `${victim.slug}x`, rightfulInput)
    subject.same('another store’s desk', actionClassOf(foreign, OWN), actionClassOf(unknown, OWN))
    subject.expect('another store’s desk', outcomeOf(foreign) === 'not_found', outcomeOf(foreign))
    const stranger = outcomeOf(await call('', attacker.slug, rightfulInput))
    subject.expect('somebody who is not logged in', stranger === 'unauthorized', stranger)
    const staff = (['staff'] satisfies Role[]).every((role) => may(role, probe.permission))
    if (!staff) {
      const outcome = outcomeOf(await call(this.staff, attacker.slug, rightfulInput))
      subject.expect(`staff, who lack ${probe.permission}`, outcome === 'forbidden', outcome)
    }
    const answer = await call(this.owner, attacker.slug, rightfulInput)
    const rightful = outcomeOf(answer)
    subject.expect('the rightful call', rightful === (probe.rightful ?? 'ok'), `${rightful} ${answer.text.slice(-300)}`)
    return subject.end('ids, desks, roles')
  }

  private async shopperAction(name: string, probe: ShopperActionProbe): Promise<Subject> {
    const subject = new Comparison('action', name)
    const id = this.inventory.actions.get(name) ?? ''
    const { attacker, victim } = this.stores
    const call = (ref: Ref, cartOf: TestStore) =>
      callAction(
        this.shopOf(attacker),
        id,
        probe.page,
        probe.args(ref),
        probe.cart && `stoa-cart=${cartToken(cartOf, probe.cart(ref))}`,
      )
    for (const what of aims((ref) => [probe.args(ref), probe.cart?.(ref)])) {
      const [theirs, nobodys] = [
        await call(aimed(what, VICTIM), what === 'cart' ? victim : attacker),
        await call(aimed(what, NOBODY), attacker),
      ]
      subject.same(`another store’s ${what}`, actionClassOf(theirs, VICTIM), actionClassOf(nobodys, NOBODY))
      subject.silent(theirs.text)
    }
    const answer = await call(everything(OWN), attacker)
    const rightful = outcomeOf(answer)
    subject.expect('the rightful call', rightful === (probe.rightful ?? 'ok'), `${rightful} ${answer.text.slice(-300)}`)
    return subject.end('ids, cookies')
  }

  private async operatorsRoom(name: string, probe: OperatorProbe): Promise<Subject> {
    const subject = new Comparison('route', name)
    const path = probe.path(everything(this.stores.victim.id))
    const owner = await ask({ ...this.platform(), cookie: this.owner }, { path })
    // Next draws the body in the browser: what is in the answer's text names no room.
    const words = classOf(owner, NOBODY)
    subject.expect('a store’s owner', /^404( +Page not found)?$/.test(words), words)
    subject.silent(owner.text)
    const stranger = await ask(this.platform(), { path })
    const led = stranger.status === 307 && (stranger.location ?? '').startsWith('/login')
    subject.expect('somebody who is not logged in', led, `${stranger.status} ${stranger.location}`)
    const onShop = await ask({ ...this.shopOf(this.stores.attacker), cookie: this.owner }, { path })
    subject.expect('a shop’s host', onShop.status === 404, onShop.status)
    return subject.end('roles, hosts')
  }

  private async operatorAction(name: string, probe: OperatorProbe): Promise<Subject> {
    const subject = new Comparison('action', name)
    const id = this.inventory.actions.get(name) ?? ''
    const { attacker, victim } = this.stores
    const input = probe.input?.(everything(victim.id))
    const call = (caller: Caller, page: string) => callAction(caller, id, page, [input])
    const owner = await call({ ...this.platform(), cookie: this.owner }, `/admin/${attacker.slug}`)
    subject.expect('a store’s owner', outcomeOf(owner) === 'not_found', outcomeOf(owner))
    subject.silent(owner.text)
    const stranger = outcomeOf(await call(this.platform(), '/login'))
    subject.expect('somebody who is not logged in', stranger === 'unauthorized', stranger)
    const onShop = outcomeOf(await call({ ...this.shopOf(attacker), cookie: this.owner }, '/cart'))
    subject.expect('a shop’s host', onShop !== 'ok', onShop)
    return subject.end('roles, hosts')
  }

  private platform(): Caller {
    return { port: this.place.port, host: this.place.platformHost }
  }

  private shopOf({ slug }: TestStore): Caller {
    return { port: this.place.port, host: `${slug}.${this.place.storesDomain}` }
  }
}

/** The tables whose rows of `storeId` are not what `before` says. */
export async function changedTables(
  sql: postgres.Sql,
  storeId: number,
  before: Map<string, string>,
): Promise<Subject[]> {
  const after = await checksums(sql, storeId)
  return [...after].map(([table, sum]) => ({
    kind: 'table',
    name: table,
    how: 'checksum of the other store’s rows',
    answers: 1,
    findings: before.get(table) === sum ? [] : ['rows of the other store changed'],
  }))
}

/** A cart that is not known is answered by a new one, whose name is new each time. */
function comparable(text: string): string {
  return text.replace(/[0-9a-f]{32}/g, '@')
}
