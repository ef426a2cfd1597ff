/** Why goods come back, as it is stored and as it is said. */
export const RETURN_REASONS = [
  'unwanted',
  'too_small',
  'too_large',
  'not_as_described',
  'damaged',
  'wrong_item',
  'other',
] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

export const RETURN_REASON_WORDS: Record<ReturnReason, string> = {
  unwanted: 'Not wanted any more',
  too_small: 'Too small',
  too_large: 'Too large',
  not_as_described: 'Not as described',
  damaged: 'Damaged or faulty',
  wrong_item: 'The wrong item was sent',
  other: 'Another reason',
}

/** The words for a stored reason; the text itself where it is none of the list. */
export function returnReasonWords(reason: string): string {
  const known = RETURN_REASONS.find((each) => each === reason)
  return known ? RETURN_REASON_WORDS[known] : reason
}
