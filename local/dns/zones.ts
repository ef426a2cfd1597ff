/** What the stand-in knows: names with their records, or with a way to fail. Unknown names do not exist. */
import { z } from 'zod'
import {
  CODES,
  type Question,
  type ResourceRecord,
  TYPES,
  type Type,
  writeCaa,
  writeIpv4,
  writeIpv6,
  writeName,
  writeText,
} from './wire'

export const nameSchema = z.object({
  a: z.array(z.ipv4()).optional(),
  aaaa: z.array(z.ipv6()).optional(),
  cname: z.string().optional(),
  ns: z.array(z.string()).optional(),
  /** A list within the list gives one record's chunks. */
  txt: z.array(z.union([z.string(), z.array(z.string())])).optional(),
  caa: z.array(z.object({ flags: z.number().optional(), tag: z.string(), value: z.string() })).optional(),
  /** In place of an answer; `silence` is none at all. */
  fail: z.enum(['servfail', 'nxdomain', 'refused', 'silence']).optional(),
})
export type Name = z.input<typeof nameSchema>

const MAX_ALIASES = 8

export interface Reply {
  code: number
  records: ResourceRecord[]
}

export class Zones {
  private readonly names = new Map<string, Name>()

  set(name: string, records: Name): void {
    this.names.set(key(name), records)
  }

  remove(name: string): void {
    this.names.delete(key(name))
  }

  clear(): void {
    this.names.clear()
  }

  /** Null: say nothing. */
  answer({ name, type }: Pick<Question, 'name' | 'type'>): Reply | null {
    const records: ResourceRecord[] = []
    let at = name
    for (let hop = 0; hop < MAX_ALIASES; hop++) {
      const known = this.names.get(at)
      if (known?.fail === 'silence') return null
      if (known?.fail) return { code: CODES[known.fail], records: [] }
      if (!known) return { code: records.length > 0 || this.hasBelow(at) ? CODES.ok : CODES.nxdomain, records }
      if (known.cname === undefined || type === TYPES.CNAME) {
        return { code: CODES.ok, records: [...records, ...recordsOf(at, known, type)] }
      }
      records.push({ name: at, type: 'CNAME', data: writeName(known.cname) })
      at = key(known.cname)
    }
    return { code: CODES.servfail, records: [] }
  }

  /** A name without records of its own exists all the same when one below it does. */
  private hasBelow(name: string): boolean {
    return [...this.names.keys()].some((known) => name === '' || known.endsWith(`.${name}`))
  }
}

function recordsOf(name: string, known: Name, type: number): ResourceRecord[] {
  const data: Partial<Record<Type, Buffer[]>> = {
    A: known.a?.map(writeIpv4),
    AAAA: known.aaaa?.map(writeIpv6),
    CNAME: known.cname === undefined ? [] : [writeName(known.cname)],
    NS: known.ns?.map(writeName),
    TXT: known.txt?.map(writeText),
    CAA: known.caa?.map(writeCaa),
  }
  const entries = Object.entries(data) as [Type, Buffer[] | undefined][]
  return entries
    .filter(([each]) => TYPES[each] === type)
    .flatMap(([each, all]) => (all ?? []).map((bytes) => ({ name, type: each, data: bytes })))
}

function key(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}
