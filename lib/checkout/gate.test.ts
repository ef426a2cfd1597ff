import { describe, expect, it } from 'vitest'
import { throughGate } from './gate'

const pause = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms))

describe('throughGate', () => {
  it('lets four of a store work at once, and other stores beside them', async () => {
    const inside = new Map<number, number>()
    const most = new Map<number, number>()
    const work = (storeId: number) =>
      throughGate(storeId, 'ordinary', async () => {
        inside.set(storeId, (inside.get(storeId) ?? 0) + 1)
        most.set(storeId, Math.max(most.get(storeId) ?? 0, inside.get(storeId) ?? 0))
        await pause()
        inside.set(storeId, (inside.get(storeId) ?? 0) - 1)
      })
    await Promise.all([...Array(20)].flatMap(() => [work(1), work(2)]))
    expect([...most]).toEqual([
      [1, 4],
      [2, 4],
    ])
  })

  it('serves orders that are paid for before shoppers who want to pay', async () => {
    const order: string[] = []
    const hold = [...Array(4)].map(() => throughGate(3, 'ordinary', () => pause(20)))
    const late = throughGate(3, 'ordinary', async () => order.push('ordinary'))
    const urgent = throughGate(3, 'urgent', async () => order.push('urgent'))
    await Promise.all([...hold, late, urgent])
    expect(order).toEqual(['urgent', 'ordinary'])
  })

  it('gives the place on when the work throws', async () => {
    const failing = [...Array(10)].map(() =>
      throughGate(4, 'ordinary', () => Promise.reject(new Error('no'))).catch(() => 'failed'),
    )
    expect(await Promise.all(failing)).toEqual(Array(10).fill('failed'))
    expect(await throughGate(4, 'ordinary', async () => 'through')).toBe('through')
  })
})
