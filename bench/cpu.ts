/** CPU milliseconds that groups of processes used, from /proc (Linux). */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** USER_HZ is 100 on every Linux that Node runs on: one tick is 10 ms. */
const TICK_MS = 10

interface Process {
  pid: number
  parent: number
  ticks: number
  command: string
}

export interface CpuUse {
  serverMs: number
  postgresMs: number
}

/** CPU used so far by the Next server and by PostgreSQL among the descendants of `root`. */
export function cpuUse(root: number): CpuUse {
  const all = processes()
  const inside = new Set([root])
  // Parents come before children in pid order but for wrap-around: repeat until nothing is added.
  for (let added = true; added; ) {
    added = false
    for (const p of all) if (!inside.has(p.pid) && inside.has(p.parent)) added = Boolean(inside.add(p.pid))
  }
  const sum = (pattern: RegExp) =>
    all.filter((p) => inside.has(p.pid) && pattern.test(p.command)).reduce((t, p) => t + p.ticks * TICK_MS, 0)
  return { serverMs: sum(/next-server|next\/dist\/bin\/next/), postgresMs: sum(/postgres/) }
}

/** CPU used since `before`. */
export function cpuSince(root: number, before: CpuUse): CpuUse {
  const { serverMs, postgresMs } = cpuUse(root)
  return { serverMs: serverMs - before.serverMs, postgresMs: postgresMs - before.postgresMs }
}

const QUIET_MS = 500
const QUIET_ROUNDS = 3
const MAX_ROUNDS = 240

/** Resolves when the server has gone quiet: the mails, webhooks and jobs that its work set off belong to its price. */
export async function untilQuiet(root: number): Promise<void> {
  let last = cpuUse(root).serverMs
  for (let quiet = 0, round = 0; quiet < QUIET_ROUNDS && round < MAX_ROUNDS; round++) {
    await setTimeout(QUIET_MS)
    const now = cpuUse(root).serverMs
    quiet = now - last <= 2 * TICK_MS ? quiet + 1 : 0
    last = now
  }
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => read(Number(name)))
    .filter((p) => p !== undefined)
}

function read(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    // utime, stime and those of reaped children (PostgreSQL's ended backends count).
    const ticks = [11, 12, 13, 14].reduce((total, i) => total + Number(fields[i]), 0)
    return { pid, parent: Number(fields[1]), ticks, command }
  } catch {
    return undefined
  }
}
