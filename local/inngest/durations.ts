/** Durations and moments as the SDK writes them: `2h30m10s`, `1w`, or an ISO date. */

const UNIT_MS: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 }

/** The moment, in milliseconds since the epoch. Throws when the text is neither a duration nor a date. */
export function toMoment(text: string, now: number): number {
  if (/^(\d+[wdhms])+$/.test(text)) {
    let at = now
    for (const [, amount, unit = ''] of text.matchAll(/(\d+)([wdhms])/g)) at += Number(amount) * (UNIT_MS[unit] ?? 0)
    return at
  }
  if (text === '') return now
  const moment = Date.parse(text)
  if (Number.isNaN(moment)) throw new Error(`Neither a duration nor a date: ${text}`)
  return moment
}
