/** The product's own code in the command's process: it reads its configuration from process.env. */
import type { Answer } from './commands'

/** Where no mail server runs beside the command: none of these commands sends mail, the functions behind events do. */
const NO_MAIL = 'smtp://127.0.0.1:9'

export async function inProduct(env: Record<string, string>, work: () => Promise<Answer>): Promise<Answer> {
  Object.assign(process.env, { SMTP_URL: NO_MAIL, ...env })
  const { closePools } = await import('@/db/client')
  try {
    return await work()
  } finally {
    await closePools()
  }
}
