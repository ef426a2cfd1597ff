/** The local executor as a process: options in STOA_LOCAL_OPTIONS, see `inngestOptions`. */
import { runService } from '../service'
import { inngestOptions, startInngest } from './server'

await runService('inngest', inngestOptions, startInngest)
