/** The mail catcher as a process: options in STOA_LOCAL_OPTIONS, see `mailOptions`. */
import { runService } from '../service'
import { mailOptions, startMail } from './server'

await runService('mail', mailOptions, startMail)
