/** The project's root folder, whatever folder the command was called from. */
import { dirname } from 'node:path'

export const root = dirname(dirname(import.meta.dirname))
