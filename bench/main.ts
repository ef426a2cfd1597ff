/** `npm run bench [-- name]`: prints tables and writes JSON under the data directory. Never part of `npm test`. */

import { checkout } from './checkout'
import { faults } from './faults'
import { hosts } from './hosts'
import { neighbour } from './neighbour'
import { onPlatform } from './platform'
import { type Bench, machine, writeReport } from './report'
import { smoke } from './smoke'

const BENCHES: Record<string, Bench> = {
  faults,
  smoke: onPlatform(smoke),
  checkout: onPlatform(checkout),
  hosts,
  neighbour: onPlatform(neighbour),
}

async function main(name = 'smoke'): Promise<void> {
  const bench = BENCHES[name]
  if (!bench) {
    console.error(`There is no benchmark called ${name}. There is: ${Object.keys(BENCHES).join(', ')}.`)
    process.exitCode = 2
    return
  }
  console.log(`${machine()}; load generator, server, PostgreSQL and stand-ins share these cores`)
  console.log(`\nWritten to ${writeReport(name, await bench())}`)
}

await main(process.argv[2])
