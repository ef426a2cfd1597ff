/** Turns are fair, shares hold, lines are bounded, and nobody is forgotten. */
import { AsyncLocalStorage } from 'node:async_hooks'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { FairGate, type Leave } from './fair-gate'

const RULES = { active: 4, activePerStore: 2, activeAlone: 2, waiting: 12, waitingPerStore: 3, maxWaitMs: 1_000 }

function gate(rules = RULES) {
  const fair = new FairGate(rules)
  const inside: { store: string; leave: Leave }[] = []
  const refused: string[] = []
  const enter = (store: string) =>
    fair.enter(
      store,
      (leave) => inside.push({ store, leave }),
      () => refused.push(store),
    )
  const stores = () => inside.map(({ store }) => store)
  const leave = (store: string) => {
    const at = inside.findIndex((each) => each.store === store)
    inside.splice(at, 1)[0]?.leave()
  }
  return { fair, enter, leave, stores, refused }
}

describe('FairGate', () => {
  it('gives one store its share and no more, also when nobody else is there', () => {
    const { enter, stores, refused, fair } = gate()
    for (let n = 0; n < 6; n++) enter('a')
    expect(stores()).toEqual(['a', 'a'])
    expect(refused).toEqual(['a'])
    expect(fair.load).toEqual({ active: 2, waiting: 3 })
  })

  it('lets a newcomer in at once past the long line of another', () => {
    const { enter, stores } = gate()
    for (let n = 0; n < 5; n++) enter('a')
    enter('b')
    expect(stores()).toEqual(['a', 'a', 'b'])
  })

  it('serves the lines in turn when all places are taken', () => {
    const { enter, leave, stores } = gate()
    for (const store of ['a', 'a', 'b', 'b', 'a', 'a', 'c', 'b', 'd']) enter(store)
    leave('a')
    leave('b')
    expect(stores().slice(-2)).toEqual(['a', 'c'])
    leave('a')
    expect(stores().at(-1)).toBe('b')
    leave('c')
    expect(stores().at(-1)).toBe('d')
  })

  it('refuses who waited too long, and never lets them in afterwards', () => {
    vi.useFakeTimers()
    const { enter, leave, stores, refused, fair } = gate()
    for (let n = 0; n < 4; n++) enter('a')
    vi.advanceTimersByTime(RULES.maxWaitMs)
    expect(refused).toEqual(['a', 'a'])
    leave('a')
    leave('a')
    expect(stores()).toEqual([])
    expect(fair.load).toEqual({ active: 0, waiting: 0 })
    vi.useRealTimers()
  })

  it('counts a departure once', () => {
    const fair = new FairGate(RULES)
    const leaves: Leave[] = []
    for (let n = 0; n < 2; n++) {
      fair.enter(
        'a',
        (leave) => leaves.push(leave),
        () => {},
      )
    }
    leaves[0]?.()
    leaves[0]?.()
    expect(fair.load.active).toBe(1)
  })

  it('holds its bounds and loses nobody, whatever comes', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('enter', 'leave'), fc.constantFrom('a', 'b', 'c', 'd', 'e')), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(steps, (moves) => {
        const { fair, enter, leave, stores, refused } = gate()
        let entered = 0
        let left = 0
        for (const [move, store] of moves) {
          if (move === 'enter') {
            enter(store)
            entered++
          } else if (stores().includes(store)) {
            leave(store)
            left++
          }
          const { active, waiting } = fair.load
          expect(active).toBeLessThanOrEqual(RULES.active)
          expect(active).toBe(stores().length)
          expect(entered).toBe(left + active + waiting + refused.length)
          for (const each of ['a', 'b', 'c', 'd', 'e']) {
            expect(stores().filter((inside) => inside === each).length).toBeLessThanOrEqual(RULES.activePerStore)
          }
          // Somebody waits only where no place or no share is free.
          if (waiting > 0 && active < RULES.active) {
            expect(new Set(stores()).size).toBeGreaterThan(0)
          }
        }
        while (stores().length > 0) leave(stores()[0] ?? '')
        expect(fair.load).toEqual({ active: 0, waiting: 0 })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a store alone', () => {
  it('gets more while nobody else has asked for a second', () => {
    vi.useFakeTimers()
    const { enter, leave, stores } = gate({ ...RULES, activePerStore: 1, maxWaitMs: 10_000 })
    for (let n = 0; n < 4; n++) enter('a')
    expect(stores()).toEqual(['a', 'a'])
    enter('b')
    leave('a')
    expect(stores()).toEqual(['a', 'b'])
    leave('a')
    leave('b')
    expect(stores()).toEqual(['a'])
    vi.advanceTimersByTime(1_000)
    enter('a')
    expect(stores()).toEqual(['a'])
    vi.advanceTimersByTime(1)
    enter('a')
    expect(stores()).toEqual(['a', 'a'])
    vi.useRealTimers()
  })
})

describe('a place', () => {
  it('lets who waited in with their own asynchronous context, never that of who left', () => {
    const whose = new AsyncLocalStorage<string>()
    const fair = new FairGate({ ...RULES, active: 1 })
    const leaves: Leave[] = []
    const seen: (string | undefined)[] = []
    const enter = (who: string) =>
      whose.run(who, () =>
        fair.enter(
          who,
          (leave) => {
            seen.push(whose.getStore())
            leaves.push(leave)
          },
          () => {},
        ),
      )
    enter('a')
    enter('b')
    whose.run('a', () => leaves[0]?.())
    expect(seen).toEqual(['a', 'b'])
  })
})
