/** What was typed behind `npm run stoa --`: a command, at most one argument, and options with a value each. */
import type { Command } from './commands'

export interface Typed {
  command: Command
  argument: string
  options: Record<string, string>
  json: boolean
}

/** @returns a sentence about what is not understood */
export function understand(words: readonly string[], commands: readonly Command[]): Typed | string {
  const json = words.includes('--json')
  const options: Record<string, string> = {}
  const plain: string[] = []
  const rest = words.filter((word) => word !== '--json')
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ''
    if (!word.startsWith('--')) {
      plain.push(word)
      continue
    }
    const [flag = '', joined] = word.slice(2).split(/=(.*)/s)
    const next = rest[at + 1]
    const value = joined ?? (next?.startsWith('--') ? undefined : next)
    if (joined === undefined && value !== undefined) at += 1
    options[flag] = value ?? ''
  }
  const command = findCommand(plain, commands)
  if (!command) return `Stoa does not know the command "${plain.join(' ')}"`
  const known = Object.entries(command.options ?? {})
  const unknown = Object.keys(options).find((name) => !known.some(([each]) => each === name))
  if (unknown !== undefined) return `Stoa does not know the option --${unknown}`
  const missing = known.find(([name, { required }]) => (required || name in options) && !options[name])
  if (missing) return `${command.name} needs --${missing[0]} <${missing[1].takes}>`
  const argument = plain.length > command.name.split(' ').length ? (plain.at(-1) ?? '') : ''
  return { command, argument, options, json }
}

function findCommand(plain: readonly string[], commands: readonly Command[]): Command | undefined {
  const [name, before] = [plain.join(' '), plain.slice(0, -1).join(' ')]
  return commands.find(({ name: known, takes, optional }) =>
    known === name ? !takes || optional : takes !== undefined && known === before,
  )
}

export function usageOf({ name, takes, optional, options = {} }: Command): string {
  const argument = takes ? [optional ? `[${takes}]` : `<${takes}>`] : []
  const flags = Object.entries(options).map(([flag, { takes: value, required }]) =>
    required ? `--${flag} <${value}>` : `[--${flag} <${value}>]`,
  )
  return [name, ...argument, ...flags].join(' ')
}
