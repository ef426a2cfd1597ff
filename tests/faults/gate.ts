/** A TCP gate in front of a service: open, shut (connections are refused), slow, or losing a share of its connections. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { Random } from './random'

export class Gate {
  private server: Server | null = null
  private readonly sockets = new Set<Socket>()
  private slowMs = 0
  private loss: { share: number; random: Random } | null = null
  private lost = 0
  port = 0

  private constructor(private readonly target: { host: string; port: number }) {}

  /** A gate to where `url` leads. */
  static async to(url: string): Promise<Gate> {
    const { hostname, port } = new URL(url)
    const gate = new Gate({ host: hostname, port: Number(port) })
    await gate.open()
    return gate
  }

  /** `url` through this gate. */
  url(url: string): string {
    const through = new URL(url)
    through.port = String(this.port)
    return through.toString().replace(/\/$/, '')
  }

  async open(): Promise<void> {
    this.slowMs = 0
    this.loss = null
    if (this.server) return
    const server = createServer((client) => this.join(client))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.port, '127.0.0.1', resolve)
    })
    this.port = (server.address() as AddressInfo).port
    this.server = server
  }

  /** Refuses connections and ends those there are. */
  async shut(): Promise<void> {
    const { server } = this
    this.server = null
    for (const socket of this.sockets) socket.destroy()
    if (server) await new Promise((resolve) => server.close(resolve))
  }

  /** Every answer takes this long. */
  slow(ms: number): void {
    this.slowMs = ms
  }

  /** This share of new connections is cut at once. */
  lose(share: number, random: Random): void {
    this.loss = { share, random }
    for (const socket of this.sockets) socket.destroy()
  }

  /** How many connections were lost. */
  get losses(): number {
    return this.lost
  }

  private join(client: Socket): void {
    if (this.loss?.random.chance(this.loss.share)) {
      this.lost += 1
      client.destroy()
      return
    }
    const server = connect(this.target)
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(one)
      one.setNoDelay(true)
      one.on('error', () => {})
      one.on('close', () => {
        this.sockets.delete(one)
        other.destroy()
      })
    }
    client.on('data', (chunk) => server.write(chunk))
    server.on('data', (chunk) => {
      if (this.slowMs === 0) client.write(chunk)
      else setTimeout(() => client.destroyed || client.write(chunk), this.slowMs)
    })
  }
}
