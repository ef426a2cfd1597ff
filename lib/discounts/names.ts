/** What a reduction is called beside its sum. */

/** The names of what was taken off the goods, for beside the sum: codes, and the titles of what applied by itself. */
export function discountNames(
  applied: readonly { code: string | null; title: string; amount: number }[] | undefined,
  code: string | null,
): string {
  const names = (applied ?? []).filter(({ amount }) => amount > 0).map((each) => each.code ?? each.title)
  return names.length > 0 ? names.join(', ') : (code ?? '')
}
