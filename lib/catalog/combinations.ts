/**
 * From options to variants. Every combination of values is a variant; what was typed for one that stays is kept. Pure and
 * generic over the row, so that the form and its tests use the same.
 */

/** All combinations in the options' order; one empty combination without options. */
export function combinations(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])), [[]])
}

/**
 * One row for each combination. A row whose values are the combination is kept; else one that agrees as far as it has
 * values lends what was typed (`derive`), so that adding an option does not empty the table.
 */
export function rowsFor<Row extends { values: string[] }>(
  lists: readonly (readonly string[])[],
  rows: readonly Row[],
  derive: (from: Row | undefined, values: string[]) => Row,
): Row[] {
  const used = new Set<Row>()
  return combinations(lists).map((values) => {
    const agrees = (row: Row) => row.values.every((value, i) => i >= values.length || value === values[i])
    const same = rows.find((row) => !used.has(row) && row.values.length === values.length && agrees(row))
    if (same) {
      used.add(same)
      return same
    }
    const near = rows.find((row) => row.values.length !== values.length && agrees(row))
    // The first combination that grew out of a row is that row; the others are copies of it.
    if (near && !used.has(near)) {
      used.add(near)
      return { ...near, values }
    }
    return derive(near ?? rows[0], values)
  })
}
