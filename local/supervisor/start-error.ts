/**
 * The error whose message is the whole story: one sentence for the person at the terminal, printed without a stack.
 * Anything else that is thrown is a fault of ours and is shown with its stack.
 */
export class StartError extends Error {
  override readonly name = 'StartError'
}

export function sentenceOf(error: unknown): string {
  if (error instanceof StartError) return error.message
  if (error instanceof Error) return error.stack ?? error.message
  return String(error)
}
