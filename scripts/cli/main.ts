/**
 * `npm run stoa -- <command>`: the operator's command line. `--json` prints one JSON object on stdout and nothing else.
 * Exit codes: 0 done, 1 failed, 2 not understood.
 */
import { StartError, sentenceOf } from '@/local/supervisor/start-error'
import { commands } from '@/scripts/cli/commands'
import { withWorkplace } from '@/scripts/cli/environment'
import { type Typed, understand, usageOf } from '@/scripts/cli/words'

const words = process.argv.slice(2)
const abort = new AbortController()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => abort.abort())
process.on('disconnect', () => abort.abort())

if (words.includes('--help') || words[0] === 'help' || words.length === 0) {
  console.log(help())
  process.exit(0)
}
const typed = understand(words, commands)
if (typeof typed === 'string') {
  console.error(`${typed}; npm run stoa -- --help lists what it knows.`)
  process.exit(2)
}
process.exit(await run(typed))

async function run({ command, argument, options, json }: Typed): Promise<number> {
  try {
    const answer = await withWorkplace((place) => command.run(place, abort.signal, argument, options))
    console.log(json ? JSON.stringify({ command: command.name, ok: true, ...answer.facts }) : answer.words)
    return 0
  } catch (error) {
    const told = error instanceof StartError || (error instanceof Error && error.name === 'DomainError')
    const sentence = told || json ? messageOf(error) : sentenceOf(error)
    if (json) console.log(JSON.stringify({ command: command.name, ok: false, error: sentence }))
    else console.error(sentence)
    return 1
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function help(): string {
  const lines = commands.map((candidate) => `  ${usageOf(candidate).padEnd(22)} ${candidate.about}`)
  return ['npm run stoa -- <command> [--json]', '', ...lines].join('\n')
}
