/**
 * `npm run stoa -- <command>`: the operator's command line. `--json` prints one JSON object on stdout and nothing else.
 * Exit codes: 0 done, 1 failed, 2 not understood.
 */
import { StartError, sentenceOf } from '@/local/supervisor/start-error'
import { type Command, commands } from '@/scripts/cli/commands'
import { withWorkplace } from '@/scripts/cli/environment'

const words = process.argv.slice(2)
const json = words.includes('--json')
const name = words.filter((word) => !word.startsWith('--')).join(' ')
const unknownFlag = words.find((word) => word.startsWith('--') && !['--json', '--help'].includes(word))
const command = commands.find(({ name: known, takes, optional }) =>
  known === name ? !takes || optional : takes && known === name.replace(/ \S+$/, ''),
)
const abort = new AbortController()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => abort.abort())
process.on('disconnect', () => abort.abort())

if (words.includes('--help') || name === 'help' || words.length === 0) {
  console.log(help())
  process.exit(0)
}
if (!command || unknownFlag) {
  const what = command ? `the option ${unknownFlag}` : `the command "${name}"`
  console.error(`Stoa does not know ${what}; npm run stoa -- --help lists what it knows.`)
  process.exit(2)
}
process.exit(await run(command))

async function run(command: Command): Promise<number> {
  try {
    const answer = await withWorkplace((place) => command.run(place, abort.signal, argumentOf(command)))
    console.log(json ? JSON.stringify({ command: command.name, ok: true, ...answer.facts }) : answer.words)
    return 0
  } catch (error) {
    const sentence = error instanceof StartError || json ? messageOf(error) : sentenceOf(error)
    if (json) console.log(JSON.stringify({ command: command.name, ok: false, error: sentence }))
    else console.error(sentence)
    return 1
  }
}

function argumentOf(command: Command): string {
  return name === command.name ? '' : (name.split(' ').at(-1) ?? '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function help(): string {
  const usage = ({ name, takes, optional }: Command) =>
    takes ? `${name} ${optional ? `[${takes}]` : `<${takes}>`}` : name
  const lines = commands.map((candidate) => `  ${usage(candidate).padEnd(22)} ${candidate.about}`)
  return ['npm run stoa -- <command> [--json]', '', ...lines].join('\n')
}
