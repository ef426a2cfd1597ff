/** `node --import tsx db/seed/main.ts`: the demo, into an empty database only; does nothing otherwise, and that quickly. */
import { closePools } from '@/db/client'
import { isDemoDue } from './facts'

async function main(): Promise<void> {
  const started = Date.now()
  try {
    if (!(await isDemoDue())) return
    const [{ seedDemo }, { drawPictures }] = await Promise.all([import('./demo'), import('./pictures')])
    await seedDemo(drawPictures, (line) => process.stdout.write(`${line}\n`))
    process.stdout.write(`Seeded in ${Math.round((Date.now() - started) / 1000)} s\n`)
  } finally {
    await closePools()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
})
