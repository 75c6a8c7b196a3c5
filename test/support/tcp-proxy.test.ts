import { expect } from 'chai'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { type TcpProxy, tcpProxy } from './tcp-proxy.js'

describe('a cable that tests cut', () => {
  let server: Server
  let proxy: TcpProxy
  let client: Socket
  let asked: Socket

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
    proxy = await tcpProxy({ host: '127.0.0.1', port: address.port })
    const accepted = once(server, 'connection')
    client = connect(proxy.port, '127.0.0.1').on('error', () => undefined)
    const [socket] = (await accepted) as [Socket]
    asked = socket.on('error', () => undefined)
  })
  afterEach(async () => {
    client.destroy()
    await proxy.close()
    server.close()
  })

  const ask = async (): Promise<void> => {
    const heard = once(asked, 'data')
    client.write('a statement')
    await heard
  }

  it('is cut when the reply to the bytes that sprang the trap comes', async () => {
    const trap = proxy.cutAt(1, 'unanswered', 'cable')
    await ask()
    expect(trap.sprung()).to.equal(true)
    const closed = once(client, 'close')
    asked.write('a reply')
    await closed
    expect(proxy.connections()).to.equal(0)
  })

  it('is not cut once it was mended, though that reply was still out', async () => {
    proxy.cutAt(1, 'unanswered', 'cable').lift()
    const trap = proxy.cutAt(1, 'unanswered', 'cable')
    await ask()
    trap.lift()
    await proxy.mend()
    const reply = once(client, 'data')
    asked.write('a reply')
    expect(String((await reply)[0])).to.equal('a reply')
    expect(proxy.connections()).to.equal(1)
  })
})
