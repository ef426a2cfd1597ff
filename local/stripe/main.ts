/** The Stripe stand-in as a process: options in STOA_LOCAL_OPTIONS, see `stripeOptions`. */
import { runService } from '../service'
import { startStripe, stripeOptions } from './server'

await runService('stripe', stripeOptions, startStripe)
