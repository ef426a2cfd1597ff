/** An action's value is told from the page's rows around it, in whatever order they come. */
import { expect, it } from 'vitest'
import { outcomeOf } from './client'
import { rowsOf } from './flight'

const VALUE = '1:{"ok":false,"code":"not_found"}'
const PAGE = ['21:["$","script",null,{"nonce":"abc"}]', ':HL["/a.css","style"]', 'f1:{"ok":true}']
const TEXT = `2:T${Buffer.byteLength('Grüße\n1:{"ok":true}').toString(16)},Grüße\n1:{"ok":true}`

const reply = (text: string) => ({ status: 200, text, setCookie: [] })

it.each([
  ['before the page', [VALUE, ...PAGE].join('\n')],
  ['after the page', [...PAGE, VALUE, ''].join('\n')],
  ['after a text, which has no line’s end', `${TEXT}${VALUE}\n${PAGE.join('\n')}`],
])('finds the value %s', (_where, text) => {
  expect(rowsOf(text).get('1')).toBe(VALUE.slice(2))
  expect(outcomeOf(reply(text))).toBe('not_found')
})

it('reads a text to its last byte', () => {
  expect(rowsOf(`${TEXT}${VALUE}`).get('2')).toBe('Grüße\n1:{"ok":true}')
})

it.each(['', 'Not found', '<!doctype html><p>1:2</p>', '1:E{"digest":"1"}', '2:Tzz,'])('finds none in %j', (text) => {
  expect(outcomeOf(reply(text))).toBe('status 200')
})
