/** One request to a server that may be anything: it always ends, and goes only where it was checked to go. */
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeAuthority } from '@/tests/support/certificates'
import { type Consumer, startConsumer } from '@/tests/webhooks/consumer'
import { KEPT_ANSWER_BYTES, type PostOptions, post } from './post'

let consumer: Consumer

beforeAll(async () => {
  consumer = await startConsumer()
})
afterAll(() => consumer.stop())
beforeEach(() => {
  consumer.received.length = 0
  consumer.answer(undefined)
})

function send(more: Partial<PostOptions> = {}, url = consumer.url) {
  return post(new URL(url), { headers: { 'x-one': '1' }, body: '{"a":1}', allowPrivate: true, ...more })
}

describe('post', () => {
  it('sends the exact bytes and says how it was answered', async () => {
    const outcome = await send({ body: '{"ä":"€"}' })
    expect(outcome).toMatchObject({ ok: true, statusCode: 200, responseBody: 'thank you', error: null })
    expect(consumer.received[0]).toMatchObject({ path: '/hook', body: '{"ä":"€"}', headers: { 'x-one': '1' } })
  })

  it('goes to the address that was checked, whatever the name says later', async () => {
    const asked: string[] = []
    const resolve = async (name: string) => {
      asked.push(name)
      return asked.length === 1 ? ['127.0.0.1'] : ['203.0.113.1']
    }
    const outcome = await send({ resolve }, `http://consumer.example:${consumer.port}/hook`)
    expect(outcome.ok).toBe(true)
    expect(asked).toEqual(['consumer.example'])
    expect(consumer.received[0]?.headers.host).toBe(`consumer.example:${consumer.port}`)
  })

  it.each([
    [['127.0.0.1'], '127.0.0.1'],
    [['8.8.8.8', '127.0.0.1'], '127.0.0.1'],
    [['::ffff:127.0.0.1'], '::ffff:127.0.0.1'],
    [['::1'], '::1'],
  ])('makes no connection when a name leads to %s', async (addresses, named) => {
    const url = `https://consumer.example:${consumer.port}/`
    const outcome = await send({ allowPrivate: false, resolve: async () => addresses }, url)
    expect(outcome).toMatchObject({ ok: false, statusCode: null })
    expect(outcome.error).toContain(`leads to ${named}`)
    expect(consumer.received).toEqual([])
  })

  it('makes no connection to an address of this machine written into the URL', async () => {
    const outcome = await send({ allowPrivate: false })
    expect(outcome.error).toContain('not an address on the public internet')
    expect(consumer.received).toEqual([])
  })

  it('follows no redirect', async () => {
    consumer.answer((_, res) => res.writeHead(302, { location: `${consumer.url}/elsewhere` }).end())
    const outcome = await send()
    expect(outcome).toMatchObject({ ok: false, statusCode: 302 })
    expect(outcome.error).toContain('redirects are not followed')
    expect(consumer.received).toHaveLength(1)
  })

  it('keeps the beginning of a long answer and reads no more than it must', async () => {
    consumer.answer((_, res) => {
      res.writeHead(200)
      const pour = () => {
        while (!res.destroyed && res.write('x'.repeat(16 * 1024)));
        if (!res.destroyed) res.once('drain', pour)
      }
      pour()
    })
    const outcome = await send()
    expect(outcome).toMatchObject({ ok: true, statusCode: 200 })
    expect(outcome.responseBody).toHaveLength(KEPT_ANSWER_BYTES)
  })

  it('replaces what a row cannot hold', async () => {
    consumer.answer((_, res) => res.writeHead(500).end(Buffer.from([0x61, 0x00, 0xff, 0x62])))
    expect((await send()).responseBody).toBe('a\uFFFD\uFFFDb')
  })
})

describe('over https', () => {
  const authority = makeAuthority()
  const open = async (name: string) => {
    const server = createHttpsServer(authority.issue(name), (_, res) => res.writeHead(204).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return { server, port: typeof address === 'object' ? address?.port : 0 }
  }
  const resolve = async () => ['127.0.0.1']

  it('the checked address must show a certificate for the name in the URL', async () => {
    const { server, port } = await open('consumer.example')
    const ca = authority.cert
    expect(await send({ resolve, ca }, `https://consumer.example:${port}/`)).toMatchObject({
      ok: true,
      statusCode: 204,
    })
    const other = await send({ resolve, ca }, `https://another.example:${port}/`)
    expect(other).toMatchObject({ ok: false, error: 'The server’s certificate is for another name.' })
    server.close()
  })

  it('a certificate that nobody vouches for is refused', async () => {
    const { server, port } = await open('consumer.example')
    const outcome = await send({ resolve }, `https://consumer.example:${port}/`)
    server.close()
    expect(outcome.error).toContain('Nobody that is trusted vouches')
  })
})

describe('a server that does not play along', () => {
  it('never answers', async () => {
    consumer.answer(() => {})
    expect((await send({ totalTimeoutMs: 200 })).error).toBe('No complete answer within 0.2 s.')
  })

  it('begins to answer and never ends', async () => {
    consumer.answer((_, res) => res.writeHead(200).write('so far'))
    expect((await send({ totalTimeoutMs: 200 })).error).toBe('No complete answer within 0.2 s.')
  })

  it('takes the connection and never speaks TLS', async () => {
    const silent = createTcpServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const outcome = await send({ connectTimeoutMs: 200 }, `https://127.0.0.1:${port}/`)
    silent.close()
    expect(outcome.error).toBe('No connection within 0.2 s.')
  })

  it('cuts the connection before and within its answer', async () => {
    consumer.answer((_, res) => res.destroy())
    expect((await send()).error).toContain('closed the connection')
    consumer.answer((_, res) => {
      res.writeHead(200, { 'content-length': '100' }).write('half')
      setImmediate(() => res.destroy())
    })
    expect(await send()).toMatchObject({ ok: false, statusCode: null })
  })

  it('is not there', async () => {
    expect((await send({}, 'http://127.0.0.1:1/')).error).toBe('The server refused the connection.')
  })

  it('speaks something else than HTTP or TLS', async () => {
    expect((await send({}, consumer.url.replace('http:', 'https:'))).error).toContain('secure connection')
    const chatty = createTcpServer((socket) => socket.end('SSH-2.0-hello\r\n\r\n'))
    await new Promise<void>((resolve) => chatty.listen(0, '127.0.0.1', resolve))
    const address = chatty.address()
    const outcome = await send({}, `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`)
    chatty.close()
    expect(outcome.error).toBe('The answer was not HTTP.')
  })
})
