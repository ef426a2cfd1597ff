/** What every benchmark shares: the table it prints and the JSON that stays. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** One benchmark. It prints its own tables; what it returns is written as JSON; it throws when its figures do not count. */
export type Bench = () => Promise<object>

export function machine(): string {
  return `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
}

/** Prints rows of cells under a heading; the first column is words, the others figures. */
export function printTable(columns: readonly string[], rows: readonly (string | number)[][]): void {
  console.log(`\n| ${columns.join(' | ')} |`)
  console.log(
    `|---|${columns
      .slice(1)
      .map(() => '---:|')
      .join('')}`,
  )
  for (const row of rows) console.log(`| ${row.map(cell).join(' | ')} |`)
}

/** Keeps the figures; answers the file's path. */
export function writeReport(name: string, figures: object): string {
  const folder = join(process.env.STOA_DATA_DIR ?? '.data', 'bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}-${new Date().toISOString().replaceAll(':', '-')}.json`)
  writeFileSync(file, JSON.stringify({ name, machine: machine(), ...figures }, null, 2))
  return file
}

function cell(value: string | number): string {
  if (typeof value === 'string') return value
  return Number.isInteger(value) || value >= 1_000 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1)
}
