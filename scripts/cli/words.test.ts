/** What the operator's command line understands, and what it says about the rest. */
import { expect, it } from 'vitest'
import type { Command } from './commands'
import { understand, usageOf } from './words'

const run = async () => ({ words: '', facts: {} })
const commands: Command[] = [
  { name: 'migrate', about: '', run },
  { name: 'store suspend', about: '', takes: 'slug', run },
  { name: 'domain recheck', about: '', takes: 'host', optional: true, run },
  {
    name: 'export',
    about: '',
    takes: 'folder',
    options: { store: { takes: 'slug', required: true }, note: { takes: 'text' } },
    run,
  },
]
const read = (line: string) => {
  const typed = understand(line.split(' '), commands)
  return typeof typed === 'string' ? typed : [typed.command.name, typed.argument, typed.options, typed.json]
}

it('takes a command, its argument and its options in any order', () => {
  expect(read('migrate --json')).toEqual(['migrate', '', {}, true])
  expect(read('store suspend harbor-books')).toEqual(['store suspend', 'harbor-books', {}, false])
  expect(read('domain recheck')).toEqual(['domain recheck', '', {}, false])
  expect(read('domain recheck a.example')).toEqual(['domain recheck', 'a.example', {}, false])
  expect(read('export out --store harbor-books')).toEqual(['export', 'out', { store: 'harbor-books' }, false])
  expect(read('export --store=a=b out --json')).toEqual(['export', 'out', { store: 'a=b' }, true])
})

it.each([
  ['stores', 'Stoa does not know the command "stores"'],
  ['store suspend', 'Stoa does not know the command "store suspend"'],
  ['migrate now', 'Stoa does not know the command "migrate now"'],
  ['export out more --store a', 'Stoa does not know the command "export out more"'],
  ['migrate --fast', 'Stoa does not know the option --fast'],
  ['export out', 'export needs --store <slug>'],
  ['export out --store --json', 'export needs --store <slug>'],
  ['export out --store a --note', 'export needs --note <text>'],
])('says what is wrong with “%s”', (line, sentence) => {
  expect(read(line)).toBe(sentence)
})

it('shows what a command takes', () => {
  expect(commands.map(usageOf)).toEqual([
    'migrate',
    'store suspend <slug>',
    'domain recheck [host]',
    'export <folder> --store <slug> [--note <text>]',
  ])
})
