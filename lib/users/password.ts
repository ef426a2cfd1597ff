/**
 * Passwords as argon2id hashes with OWASP's parameters. The hash carries its own salt and parameters, so that raising
 * them later leaves older hashes readable. Deliberately absent: any comparison of plain texts.
 */
import { hash, verify } from '@node-rs/argon2'

/** Memory in KiB, passes and lanes; the algorithm is the library's default, argon2id (a test reads it off the hash). */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** PHC string of the password. Takes tens of milliseconds on purpose, off the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

/** Whether the password belongs to the hash; false for a hash that is none. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password)
  } catch {
    return false
  }
}

let decoy: Promise<string> | undefined

/** Does the work of `verifyPassword` for nobody, so that an unknown e-mail takes as long as a wrong password. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password')
  await verifyPassword(await decoy, password)
  return false
}
