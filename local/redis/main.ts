/** The embedded Redis as a process: options in STOA_LOCAL_OPTIONS, see `redisOptions`. */
import { runService } from '../service'
import { redisOptions, startRedis } from './server'

await runService('redis', redisOptions, startRedis)
