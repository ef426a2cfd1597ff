/**
 * A file of an export, made page by page: what is in memory is one page, however large the store. Each page is one statement
 * in a transaction of its own, so what belongs together (a product and its variants) is of one moment; the file as a whole is
 * not. A snapshot for all of it would keep a connection and the database's dead rows for as long as somebody's download
 * takes. What is added meanwhile may or may not be in it; what was there before and stays is in it once.
 */
import { readStore, type Tx } from '@/db/store'
import { type Cell, csvLines } from './cells'
import type { ExportName } from './names'

/** The store as its files need it. */
export interface Shop {
  storeId: number
  slug: string
  currency: string
  /** Scheme and host that pictures are at. */
  origin: string
}

/** A part of a file's text, and how many things (products, orders) begin in it. */
export interface Piece {
  text: string
  count: number
}

export interface ExportFile {
  name: ExportName
  contentType: string
  /** What is counted, as a person says it. */
  noun: string
  /** @throws the signal's reason between two pages */
  read(shop: Shop, signal: AbortSignal): AsyncGenerator<Piece>
}

export interface CsvFile<Row, Key> {
  name: ExportName
  noun: string
  header: readonly string[]
  pageSize: number
  /** At most `limit` rows behind `after`, in the key's order; none when there are no more. */
  page(tx: Tx, after: Key | null, limit: number): Promise<Row[]>
  keyOf(row: Row): Key
  lines(row: Row, shop: Shop): Cell[][]
  /** False for a row that goes on with what the one before began. */
  begins?(row: Row): boolean
}

export function csvFile<Row, Key>(file: CsvFile<Row, Key>): ExportFile {
  return {
    name: file.name,
    noun: file.noun,
    contentType: 'text/csv; charset=utf-8',
    async *read(shop, signal) {
      yield { text: csvLines([file.header]), count: 0 }
      let after: Key | null = null
      for (;;) {
        signal.throwIfAborted()
        const from: Key | null = after
        const rows = await readStore(shop.storeId, (tx) => file.page(tx, from, file.pageSize))
        const last = rows.at(-1)
        if (last === undefined) return
        yield {
          text: csvLines(rows.flatMap((row) => file.lines(row, shop))),
          count: rows.filter((row) => file.begins?.(row) ?? true).length,
        }
        after = file.keyOf(last)
      }
    },
  }
}

/** '2026-11-24 18:49:23 +0000', as Shopify writes times. */
export function timeText(iso: string | null): string {
  return iso === null ? '' : `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} +0000`
}
