import { expect } from 'chai'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createDrain, type DrainOptions } from '../../src/http/drain.js'

const GET = 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n'

/** A server whose answers wait until a test gives them, and one open connection to it. */
async function setUp(options: DrainOptions = {}) {
  const waiting: ServerResponse[] = []
  const server = createServer((_request, response) => void waiting.push(response))
  const drain = createDrain(server, options)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const open = async (): Promise<{ socket: Socket; received: () => string; closed: Promise<unknown> }> => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (part: Buffer) => (text += part.toString()))
    socket.on('error', () => undefined)
    const closed = once(socket, 'close')
    await once(socket, 'connect')
    return { socket, received: () => text, closed }
  }
  const asked = async (count: number): Promise<ServerResponse> => {
    while (waiting.length < count) await new Promise((resolve) => setImmediate(resolve))
    const last = waiting[count - 1]
    if (!last) return expect.fail()
    return last
  }
  return { drain, open, asked, port }
}

describe('a server that ends', () => {
  it('answers what is under way, and says that the connection ends', async () => {
    const { drain, open, asked } = await setUp()
    const client = await open()
    client.socket.write(GET)
    const response = await asked(1)
    const drained = drain()
    response.end('late')
    await drained
    await client.closed
    expect(client.received()).to.match(/^HTTP\/1.1 200 OK\r\n[^]*Connection: close\r\n[^]*late/)
  })

  it('answers the request that a proxy sends on a connection that was between two', async () => {
    const { drain, open, asked } = await setUp({ idleFor: 60_000 })
    const client = await open()
    client.socket.write(GET)
    ;(await asked(1)).end('first')
    while (!client.received().includes('first')) await once(client.socket, 'data')
    expect(client.received()).not.to.contain('Connection: close')
    const drained = drain()
    client.socket.write(GET)
    ;(await asked(2)).end('second')
    await drained
    await client.closed
    expect(client.received()).to.match(/Connection: close\r\n[^]*second/)
  })

  it('takes no new connection', async () => {
    const { drain, open, port } = await setUp({ idleFor: 60_000 })
    const client = await open()
    const drained = drain()
    const refused = connect(port, '127.0.0.1')
    expect(await once(refused, 'error').then(([error]) => error.code)).to.equal('ECONNREFUSED')
    client.socket.destroy()
    await drained
  })

  it('closes a connection that nobody uses, and in the end every one', async () => {
    const { drain, open, asked } = await setUp({ idleFor: 1, within: 50 })
    const [idle, endless] = [await open(), await open()]
    endless.socket.write(GET)
    await asked(1)
    await drain()
    await Promise.all([idle.closed, endless.closed])
    expect(endless.received()).to.equal('')
  })
})
