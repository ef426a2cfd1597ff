/**
 * Lines of a CSV file. Text that a spreadsheet would run as a formula begins with an apostrophe, as Shopify writes it; so does
 * text that begins with apostrophes before such a sign, so that taking one away always gives back what was there. Numbers
 * that Stoa counts itself are written bare.
 */
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | null

const FORMULA = /^'*[=+\-@\t\r\n]/
/** A lone CR ends a line for some readers. */
const BREAKS = /[\r\n]/

export function csvLines(lines: readonly (readonly Cell[])[]): string {
  return stringify(
    lines.map((line) => line.map(cellText)),
    { quoted_match: BREAKS, record_delimiter: '\n' },
  )
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return FORMULA.test(cell) ? `'${cell}` : cell
  return cell === null ? '' : String(cell)
}

/** What was in the store before `csvLines` wrote it. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}
