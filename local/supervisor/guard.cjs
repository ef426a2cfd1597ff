// Runs one program that knows nothing of us (the PostgreSQL server) and ends it when the supervisor goes, kill -9 included.
// Plain JavaScript: it must be up in a few milliseconds and stay small.
'use strict'
const { spawn } = require('node:child_process')

/** @type {{command: string, args: string[], uid?: number, gid?: number, env: Record<string, string>, grace: {signal: NodeJS.Signals, ms: number}[]}} */
const plan = JSON.parse(process.env.STOA_GUARD)
const child = spawn(plan.command, plan.args, {
  cwd: '/',
  env: plan.env,
  stdio: ['ignore', 'inherit', 'inherit'],
  ...(plan.uid === undefined ? {} : { uid: plan.uid, gid: plan.gid }),
})
child.once('error', (error) => {
  console.error(`${plan.command} could not be run: ${error.message}`)
  process.exit(127)
})
child.once('exit', (code, signal) => process.exit(signal ? 1 : code))
if (child.pid !== undefined) process.send?.({ pid: child.pid })

let ending = false
function end() {
  if (ending) return
  ending = true
  let delay = 0
  for (const { signal, ms } of plan.grace) {
    setTimeout(() => child.kill(signal), delay)
    delay += ms
  }
}
process.once('disconnect', end)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end)
