/**
 * `node --import tsx db/seed/main.ts`: the demo, into an empty database only; does nothing otherwise. `--describe` prints
 * one line of JSON about the demo and opens no database.
 */
import { closePools } from '@/db/client'
import { describeDemo, seedDemo } from './demo'
import { drawPictures } from './pictures'

async function main(args: string[]): Promise<void> {
  if (args.includes('--describe')) {
    process.stdout.write(`${JSON.stringify(describeDemo())}\n`)
    return
  }
  const started = Date.now()
  try {
    const seeded = await seedDemo(drawPictures, (line) => process.stdout.write(`${line}\n`))
    if (seeded) process.stdout.write(`Seeded in ${Math.round((Date.now() - started) / 1000)} s\n`)
  } finally {
    await closePools()
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
})
