/** What was compared for one route, action or table, and what was found. */
import { SECRET } from './two-stores'

export interface Subject {
  kind: 'route' | 'action' | 'table'
  name: string
  /** What was compared, or why there is nothing to compare. */
  how: string
  /** How many answers were looked at. */
  answers: number
  findings: string[]
}

export function uncovered(kind: Subject['kind'], name: string): Subject {
  return { kind, name, how: 'not covered', answers: 0, findings: ['has no entry in scripts/isolation/probes'] }
}

export class Comparison {
  private readonly findings: string[] = []
  private answers = 0

  constructor(
    private readonly kind: Subject['kind'],
    private readonly name: string,
  ) {}

  same(what: string, theirs: string, nobodys: string): void {
    this.answers += 2
    if (theirs !== nobodys)
      this.findings.push(`${what} is told apart from one that does not exist: ${difference(theirs, nobodys)}`)
  }

  silent(text: string): void {
    if (text.toLowerCase().includes(SECRET.toLowerCase())) this.findings.push('words of the other store show')
  }

  expect(who: string, holds: boolean, got: string | number): void {
    this.answers += 1
    if (!holds) this.findings.push(`${who} got ${got}`)
  }

  end(how: string): Subject {
    return { kind: this.kind, name: this.name, how, answers: this.answers, findings: this.findings }
  }
}

function difference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const from = Math.max(0, at - 20)
  return `“${a.slice(from, at + 80)}” and “${b.slice(from, at + 80)}”`
}
