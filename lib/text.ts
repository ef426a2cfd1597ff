/** Texts from outside that a row can hold. */

/** False for NUL and for half a surrogate pair: PostgreSQL's text and jsonb refuse them, which would be an error of ours. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text)
}

/** What the person is told whose text is not. */
export const NOT_STORABLE = 'This text holds a character that cannot be stored.'
