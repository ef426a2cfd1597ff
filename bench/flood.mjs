/** A worker that asks one host for one path at a steady rate, whether answers come or not, until it is told to stop. */
import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const { port, host, path, perSecond, maxOpen } = workerData
const agent = new Agent({ keepAlive: true, maxSockets: maxOpen })
const counts = { sent: 0, skipped: 0, failed: 0, statuses: {} }
let open = 0
let running = true
const began = performance.now()

function one() {
  open++
  counts.sent++
  const call = request({ agent, host: '127.0.0.1', port, path, headers: { host } }, (response) => {
    counts.statuses[response.statusCode] = (counts.statuses[response.statusCode] ?? 0) + 1
    response.resume()
    response.on('end', () => open--)
  })
  call.setTimeout(30_000, () => call.destroy())
  call.on('error', () => {
    open--
    if (running) counts.failed++
  })
  call.end()
}

const timer = setInterval(() => {
  const due = Math.floor(((performance.now() - began) / 1_000) * perSecond)
  while (counts.sent + counts.skipped < due) {
    if (open < maxOpen) one()
    else counts.skipped++
  }
}, 5)

parentPort.on('message', () => {
  running = false
  clearInterval(timer)
  parentPort.postMessage({ ...counts, seconds: (performance.now() - began) / 1_000 })
  agent.destroy()
})
