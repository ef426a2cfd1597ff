/** Every fault there is, in the order of the matrix. */
import { databaseFaults } from './database-faults'
import type { Fault } from './fault'
import { stripeFaults, webhookFaults } from './payment-faults'
import { surroundingsFaults } from './surroundings-faults'

export { killPoints } from './kill-points'
export const otherFaults: Fault[] = [...databaseFaults, ...stripeFaults, ...webhookFaults, ...surroundingsFaults]
