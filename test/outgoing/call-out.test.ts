import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createNetServer } from 'node:net'
import { expect } from 'chai'
import { OutgoingError } from '../../src/domain/outgoing-error.js'
import type { OutgoingAnswer, OutgoingCall } from '../../src/domain/ports/outgoing.js'
import { createCallOut, type OutgoingDeps } from '../../src/outgoing/call-out.js'
import { checkedTarget } from '../../src/outgoing/checked-target.js'
import { tlsPair, type TlsPair } from '../support/tls-pair.js'

describe('a call of the broker', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections()
  })

  async function listening(server: Server): Promise<number> {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  const serve = async (listener: RequestListener): Promise<string> =>
    `http://portal.localhost:${await listening(createServer(listener))}`

  type Changes = Partial<OutgoingDeps> & Partial<OutgoingCall>
  const call = (url: string, { resolve, idle, loopback = true, allow = [], ...changes }: Changes = {}) =>
    createCallOut({ loopback, allow, ...(resolve ? { resolve } : {}), ...(idle ? { idle } : {}) })({
      url,
      headers: {},
      within: 20_000,
      maxBytes: 100_000,
      redirects: 0,
      wants: () => true,
      ...changes,
    })
  const textOf = ({ body }: OutgoingAnswer): string => Buffer.from(body).toString('utf8')
  async function refused(url: string, changes: Changes = {}): Promise<OutgoingError> {
    try {
      await call(url, changes)
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error
      expect(error.message).not.to.match(/[\r\n]/)
      return error
    }
    throw new Error('called')
  }
  const refusal = async (url: string, changes: Changes = {}): Promise<string> => (await refused(url, changes)).rule

  const answering = (...addresses: string[]) => ({ resolve: () => Promise.resolve(addresses) })
  const noDns = { resolve: () => Promise.reject(new Error('DNS was asked')) }

  it('reaches a *.localhost host without asking DNS, with its name in the request', async () => {
    const url = await serve((request, response) => response.end(`${request.method} ${request.headers.host}`))
    expect(textOf(await call(url, noDns))).to.match(/^GET portal\.localhost:\d+$/)
  })

  it('posts a body as it is given', async () => {
    const url = await serve((request, response) => void request.pipe(response.writeHead(201)))
    const answer = await call(url, { body: Buffer.from('<ü/>') })
    expect([answer.status, textOf(answer)]).to.deep.equal([201, '<ü/>'])
  })

  it('never reaches this machine while PUBLIC_URL is https, by no name, number or scheme', async () => {
    const { port } = new URL(await serve((_, response) => response.end('secret')))
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.1', '2130706433', '0x7f.1', '[::1]']) {
      for (const scheme of ['http', 'https']) {
        const changes = { loopback: false, allow: ['10.0.0.0/8'] }
        expect(await refusal(`${scheme}://${host}:${port}/`, changes), host).to.equal('address')
      }
    }
  })

  it('never reaches this machine by a name that DNS leads there', async () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect(await refusal('https://sp.example/', answering(address)), address).to.equal('address')
    }
  })

  it('is by https, but for this machine, and carries no user name', async () => {
    const others = ['http://sp.example/', 'ftp://sp.example/', 'file:///etc/passwd', 'data:text/xml,<a/>', 'sp.example']
    for (const url of [...others, '', 'ftp://portal.localhost/', 'https://a:b@sp.example/']) {
      expect(await refusal(url, noDns), url).to.equal('url')
    }
    expect(await refusal('http://sp.example/', { ...answering('10.0.0.1'), allow: ['10.0.0.0/8'] })).to.equal('url')
  })

  it('reaches no private network that is not listed, as a number or by DNS, and if only one answer lies there', async () => {
    const allow = ['10.20.0.0/16', 'fd00:1::/32']
    for (const address of ['10.0.0.1', '10.21.0.1', '172.20.1.1', '192.168.1.1', '100.64.0.1', 'fd00:2::1']) {
      expect(await refusal('https://sp.example/', { ...answering(address), allow }), address).to.equal('address')
      const literal = address.includes(':') ? `[${address}]` : address
      const { rule, message } = await refused(`https://${literal}/`, { ...noDns, allow })
      expect(rule, address).to.equal('address')
      expect(message).to.include(
        `leads to ${address} in a private network; list that network in network.outgoing.allow`,
      )
    }
    expect(await refusal('https://sp.example/', answering('192.0.34.10', '10.0.0.1'))).to.equal('address')
    expect(await refusal('https://sp.example/', answering('10.20.0.1', '10.21.0.1'))).to.equal('address')
  })

  it('reaches a private network that is listed', async () => {
    const reached = async (url: string, addresses: string[]) => {
      const policy = { loopback: false, allow: ['10.20.0.0/16', 'fd00:1::/32'] }
      return (await checkedTarget(url, policy, answering(...addresses).resolve)).addresses
    }
    expect(await reached('https://eid.example/', ['10.20.255.1'])).to.deep.equal(['10.20.255.1'])
    expect(await reached('https://eid.example/', ['fd00:1::5', '192.0.34.10'])).to.have.length(2)
    expect(await reached('https://10.20.3.4/', [])).to.deep.equal(['10.20.3.4'])
  })

  it('reaches no link-local address, however wide a network is listed', async () => {
    const allow = ['10.0.0.0/8', '169.254.0.0/16', '0.0.0.0/0', '::/0']
    for (const address of ['169.254.169.254', '0.0.0.0', 'fe80::1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '::']) {
      expect(await refusal('https://sp.example/', { ...answering(address), allow }), address).to.equal('address')
    }
  })

  it('says so where DNS knows no host or no address', async () => {
    expect(await refusal('https://sp.example/', noDns)).to.equal('name')
    expect(await refusal('https://sp.example/', answering())).to.equal('address')
  })

  it('asks DNS once and connects to that answer, which is checked', async () => {
    const asked: string[] = []
    const resolve = (hostname: string) => {
      asked.push(hostname)
      return Promise.resolve(['192.0.34.10', '2606:2800::1'])
    }
    const target = await checkedTarget('https://sp.example/saml', { loopback: false, allow: [] }, resolve)
    expect(target).to.deep.include({ addresses: ['192.0.34.10', '2606:2800::1'], network: 'public' })
    expect(target.url.href).to.equal('https://sp.example/saml')
    expect(asked).to.deep.equal(['sp.example'])
  })

  it('does not wait for DNS longer than for all of it', async () => {
    expect(await refusal('https://sp.example/', { resolve: () => new Promise(() => undefined), within: 50 })).to.equal(
      'time',
    )
  })

  describe('that is redirected', () => {
    const to = (location: string) => serve((_, response) => response.writeHead(302, { location }).end('moved'))

    it('follows no more redirects than it may, and none where it may not', async () => {
      const url = await serve((request, response) => {
        const left = Number(request.url?.slice(1))
        if (left === 0) response.end('here')
        else response.writeHead(302, { location: `/${left - 1}` }).end()
      })
      expect(textOf(await call(`${url}/2`, { redirects: 2 }))).to.equal('here')
      expect(await refusal(`${url}/3`, { redirects: 2 })).to.equal('redirect')
      expect((await call(`${url}/1`)).status).to.equal(302)
    })

    it('is checked again where it is led', async () => {
      const redirects = 3
      expect(await refusal(await to('http://sp.example/'), { ...noDns, redirects })).to.equal('url')
      expect(await refusal(await to('file:///etc/passwd'), { ...noDns, redirects })).to.equal('url')
      expect(await refusal(await to('http://[:'), { ...noDns, redirects })).to.equal('url')
      expect(await refusal(await to('https://sp.example/'), { ...answering('10.0.0.1'), redirects })).to.equal(
        'address',
      )
    })

    it('never goes to another class of network, though it may be called', async () => {
      const changes = { redirects: 3, allow: ['10.0.0.0/8'] }
      for (const address of ['192.0.34.10', '10.0.0.1']) {
        expect(await refusal(await to('https://sp.example/'), { ...answering(address), ...changes })).to.equal(
          'redirect',
        )
      }
    })
  })

  it('does not read what is not wanted', async () => {
    const url = await serve((_, response) => response.writeHead(404).end('a page'))
    const answer = await call(url, { wants: ({ status }) => status === 200 })
    expect([answer.status, answer.body.length]).to.deep.equal([404, 0])
  })

  it('stops reading at the size limit, whatever the length says', async () => {
    let sent = 0
    const url = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && sent < 50_000_000 && response.write(Buffer.alloc(65_536))) sent += 65_536
      }
      response.on('drain', more)
      more()
    })
    expect(await refusal(url)).to.equal('size')
    expect(sent).to.be.below(50_000_000)
  })

  it('gives up at the time limit, before and within the answer, also while bytes keep coming', async () => {
    expect(await refusal(await serve(() => undefined), { within: 100 })).to.equal('time')
    expect(await refusal(await serve((_, response) => response.write('<a>')), { within: 100 })).to.equal('time')
    const dripping = await serve((_, response) => {
      const timer = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(timer))
    })
    expect(await refusal(dripping, { within: 200 })).to.equal('time')
  })

  it('gives up when the other side falls silent, before and within the answer', async () => {
    const silent = await refused(await serve(() => undefined), { idle: 100 })
    expect([silent.rule, silent.message.split(' ').slice(1).join(' ')]).to.deep.equal(['time', 'fell silent'])
    const stopped = await refused(await serve((_, response) => response.write('<a>')), { idle: 100 })
    expect(stopped.message).to.include('fell silent')
  })

  it('ends where the answer changes the protocol, whether the other side keeps the connection or not', async () => {
    for (const keeps of [true, false]) {
      const raw = createNetServer((socket) => {
        socket.on('error', () => undefined)
        socket.once('data', () => {
          socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n')
          if (!keeps) socket.end()
        })
      })
      await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
      const { port } = raw.address() as AddressInfo
      expect(await refusal(`http://portal.localhost:${port}`)).to.equal('failed')
      raw.close()
    }
  })

  it('tells a connection that fails, with its code, and an answer that breaks off', async () => {
    const url = await serve((_, response) => response.end())
    const [server] = servers.splice(0)
    await new Promise((resolve) => server?.close(resolve))
    const nobody = await refused(url)
    expect([nobody.rule, nobody.code]).to.deep.equal(['failed', 'ECONNREFUSED'])
    expect(nobody.message).to.include('ECONNREFUSED 127.0.0.1')
    const broken = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('<a>')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await refusal(broken)).to.equal('failed')
  })

  describe('over TLS', () => {
    let ours: TlsPair
    before(async () => (ours = await tlsPair('localhost')))

    it('believes no certificate that nobody vouches for, whatever the environment says', async () => {
      const url = `https://localhost:${await listening(createTlsServer(ours, (_, response) => response.end('in')))}/`
      const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
      try {
        const { rule, code } = await refused(url)
        expect([rule, code]).to.deep.equal(['failed', 'DEPTH_ZERO_SELF_SIGNED_CERT'])
      } finally {
        if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
        else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
      }
      expect(textOf(await call(url, { tls: { trusted: ours.cert, client: null } }))).to.equal('in')
    })

    it('shows our certificate where it has one', async () => {
      const server = createTlsServer({ ...ours, ca: ours.cert, requestCert: true }, (_, response) => response.end('in'))
      const url = `https://localhost:${await listening(server)}/`
      expect(await refusal(url, { tls: { trusted: ours.cert, client: null } })).to.equal('failed')
      const client = { key: ours.key, certificate: ours.cert }
      expect(textOf(await call(url, { tls: { trusted: ours.cert, client } }))).to.equal('in')
    })
  })
})
