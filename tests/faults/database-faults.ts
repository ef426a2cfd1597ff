/** PostgreSQL dies, loses its connections, or refuses COMMITs, while people pay. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allPay, type Fault, fillCarts, newShoppers, openPorts, pause, type Scene, someReturn } from './fault'
import { ADMIN_CONNECTIONS, type Lab } from './lab'

const BACK_LIMIT_MS = 60_000
const SHARE_OF_COMMITS = 0.2
const SHARE_OF_BACKENDS = 0.1
const TERMINATE_EVERY_MS = 50

export const databaseFaults: Fault[] = [
  {
    id: 'D1',
    dependency: 'PostgreSQL',
    what: 'kill -9 of the postmaster during 20 checkouts at once',
    run: killPostgres,
  },
  {
    id: 'D2',
    dependency: 'PostgreSQL',
    what: 'all connections dropped, three times during 12 checkouts',
    run: dropAll,
  },
  {
    id: 'D3',
    dependency: 'PostgreSQL',
    what: 'a random tenth of the backends terminated, again and again',
    run: terminate,
  },
  { id: 'D4', dependency: 'PostgreSQL', what: '40001 or 40P01 at a fifth of the COMMITs', run: refuseCommits },
]

async function killPostgres(scene: Scene): Promise<void> {
  const { lab, random } = scene
  const shoppers = await fillCarts(scene, newShoppers(scene, 20))
  const paying = allPay(scene, shoppers)
  await pause(20 + random.below(300))
  process.kill(await postmaster(lab), 'SIGKILL')
  lab.kills += 1
  await untilBack(lab)
  const back = Date.now()
  await Promise.all(lab.servers.filter(({ running }) => running).map((server) => server.untilReady()))
  scene.shop.readyMs = Date.now() - back
  await paying
  await someReturn(scene)
}

async function postmaster({ admin }: Lab): Promise<number> {
  const [row] = await admin`show data_directory`
  return Number(readFileSync(join(row?.data_directory, 'postmaster.pid'), 'utf8').split('\n')[0])
}

/**
 * Until PostgreSQL answers on every connection of the harness: postgres.js 3.4 remembers the last words of a server that died
 * and tells them to the first query of each connection that it opens again.
 */
async function untilBack({ admin }: Lab): Promise<void> {
  const deadline = Date.now() + BACK_LIMIT_MS
  for (;;) {
    const all = Array.from({ length: ADMIN_CONNECTIONS * 2 }, () => admin`select pg_sleep(0.02)`)
    const answers = await Promise.allSettled(all)
    if (answers.every(({ status }) => status === 'fulfilled')) return
    if (Date.now() > deadline) throw new Error(`PostgreSQL is not back after ${BACK_LIMIT_MS / 1000} s`)
    await pause(50)
  }
}

async function dropAll(scene: Scene): Promise<void> {
  const { lab, random } = scene
  const shoppers = await fillCarts(scene, newShoppers(scene, 12))
  const paying = allPay(scene, shoppers)
  for (let i = 0; i < 3; i++) {
    await pause(20 + random.below(120))
    lab.wire.dropAll()
  }
  await paying
  await someReturn(scene)
}

async function terminate(scene: Scene): Promise<void> {
  const { lab, random } = scene
  const shoppers = await fillCarts(scene, newShoppers(scene, 12))
  let over = false
  const paying = allPay(scene, shoppers).finally(() => {
    over = true
  })
  for (let ended = 0; !over || ended === 0; await pause(TERMINATE_EVERY_MS)) {
    const backends = await lab.admin`select pid from pg_stat_activity
      where datname = current_database() and usename in ('stoa_app', 'stoa_platform') order by pid`
    for (const { pid } of backends) {
      if (!random.chance(SHARE_OF_BACKENDS)) continue
      await lab.admin`select pg_terminate_backend(${pid})`
      ended += 1
    }
  }
  await paying
  await someReturn(scene)
}

async function refuseCommits(scene: Scene): Promise<void> {
  const { lab, random } = scene
  const shoppers = newShoppers(scene, 12)
  const failing = lab.wire.failCommits(SHARE_OF_COMMITS, random)
  const filled = await fillCarts(scene, shoppers)
  await allPay(scene, filled)
  const [port = 0] = openPorts(lab)
  for (const shopper of filled) await shopper.pay(port)
  if (failing.stop() === 0) throw new Error('no COMMIT was refused')
  await someReturn(scene)
}
