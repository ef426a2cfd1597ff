import { describe, expect, it } from 'vitest'
import { safeNextPath } from './next-path'

describe('safeNextPath', () => {
  it('keeps a path of this host with its query', () => {
    expect(safeNextPath('/admin/harbor-books/orders?q=1001')).toBe('/admin/harbor-books/orders?q=1001')
  })

  it.each([
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'admin',
    '',
    `/${'a'.repeat(600)}`,
    null,
    ['/admin'],
  ])('sends %j to the store list', (candidate) => {
    expect(safeNextPath(candidate)).toBe('/stores')
  })
})
