import { createServer, type RequestListener, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { fetchMetadata, type FetchOptions } from '../../../src/saml/metadata/fetch-metadata.js'
import { checkedTarget } from '../../../src/saml/metadata/checked-target.js'
import { isLoopbackHost } from '../../../src/saml/metadata/loopback-host.js'
import { isPublicAddress } from '../../../src/saml/metadata/public-address.js'

const XML = '<a>Mölln</a>'

describe('fetchMetadata', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `http://portal.localhost:${address.port}`
  }

  async function refusal(url: string, options: Partial<FetchOptions> = {}): Promise<string> {
    try {
      await fetchMetadata(url, { allowHttpLoopback: true, ...options })
    } catch (error) {
      if (error instanceof OperatorError) {
        expect(error.message).not.to.match(/[\r\n]/)
        return error.rule
      }
      throw error
    }
    throw new Error('fetched')
  }

  const fetched = async (url: string, options: Partial<FetchOptions> = {}): Promise<string> =>
    Buffer.from(await fetchMetadata(url, { allowHttpLoopback: true, ...options })).toString('utf8')

  const answering = (...addresses: string[]) => ({ resolve: () => Promise.resolve(addresses) })
  const noDns = { resolve: () => Promise.reject(new Error('DNS was asked')) }

  it('fetches from a *.localhost host without asking DNS, with its name in the request', async () => {
    let host = ''
    const url = await serve((request, response) => {
      host = request.headers.host ?? ''
      response.end(`\uFEFF${XML}`)
    })
    expect(await fetched(`${url}/saml`, noDns)).to.equal(`\uFEFF${XML}`)
    expect(host).to.match(/^portal\.localhost:\d+$/)
  })

  it('refuses this machine where loopback is not allowed, by every name and scheme', async () => {
    const url = await serve((_, response) => response.end(XML))
    const port = new URL(url).port
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.1', '2130706433', '0x7f.1', '[::1]']) {
      for (const scheme of ['http', 'https']) {
        expect(await refusal(`${scheme}://${host}:${port}/`, { allowHttpLoopback: false }), host).to.equal(
          'metadata-fetch-address',
        )
      }
    }
  })

  it('refuses http to any other host, other schemes, and user names', async () => {
    for (const url of [
      'http://sp.example/',
      'ftp://sp.example/',
      'file:///etc/passwd',
      'data:text/xml,<a/>',
      'sp.example',
      '',
    ]) {
      expect(await refusal(url, noDns), url).to.equal('metadata-fetch-url')
    }
    expect(await refusal('ftp://portal.localhost/', noDns), 'of this machine too').to.equal('metadata-fetch-url')
    expect(await refusal('https://a:b@sp.example/', noDns)).to.equal('metadata-fetch-url')
  })

  it('refuses addresses that are not public, as literals and as DNS answers, and if only one of them is not', async () => {
    for (const address of [
      '10.0.0.1',
      '172.20.1.1',
      '192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
      '100.64.0.1',
      '127.0.0.1',
    ]) {
      expect(await refusal('https://sp.example/', answering(address)), address).to.equal('metadata-fetch-address')
      if (!address.startsWith('127.')) {
        expect(await refusal(`https://${address}/`, noDns), address).to.equal('metadata-fetch-address')
      }
    }
    for (const address of ['fe80::1', 'fd00::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '::']) {
      expect(await refusal('https://sp.example/', answering(address)), address).to.equal('metadata-fetch-address')
      expect(await refusal(`https://[${address}]/`, noDns), address).to.equal('metadata-fetch-address')
    }
    expect(await refusal('https://sp.example/', answering('192.0.34.10', '10.0.0.1'))).to.equal(
      'metadata-fetch-address',
    )
    expect(await refusal('https://sp.example/', answering())).to.equal('metadata-fetch-address')
    expect(await refusal('https://sp.example/', noDns)).to.equal('metadata-fetch-address')
  })

  it('asks DNS once for a host and settles on that answer', async () => {
    const asked: string[] = []
    const resolve = (hostname: string) => {
      asked.push(hostname)
      return Promise.resolve(['192.0.34.10', '2606:2800::1'])
    }
    const target = await checkedTarget('https://sp.example/saml', false, resolve)
    expect(target.address).to.equal('192.0.34.10')
    expect(target.url.href).to.equal('https://sp.example/saml')
    expect(asked).to.deep.equal(['sp.example'])
  })

  it('follows up to three redirects', async () => {
    const url = await serve((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) response.end(XML)
      else response.writeHead(302, { location: `/${left - 1}` }).end()
    })
    expect(await fetched(`${url}/3`)).to.equal(XML)
    expect(await refusal(`${url}/4`)).to.equal('metadata-fetch-redirect')
  })

  it('checks where a redirect leads', async () => {
    const to = (location: string) => serve((_, response) => response.writeHead(302, { location }).end())
    expect(await refusal(await to('http://sp.example/'), noDns)).to.equal('metadata-fetch-url')
    expect(await refusal(await to('file:///etc/passwd'), noDns)).to.equal('metadata-fetch-url')
    expect(await refusal(await to('http://[:'), noDns)).to.equal('metadata-fetch-url')
    expect(await refusal(await to('https://sp.example/'), answering('10.0.0.1'))).to.equal('metadata-fetch-address')
  })

  it('refuses every status but 200', async () => {
    for (const status of [204, 304, 404, 500]) {
      const url = await serve((_, response) => response.writeHead(status).end())
      expect(await refusal(url), String(status)).to.equal('metadata-fetch-status')
    }
  })

  describe('of an answer with a Content-Encoding', () => {
    const sent = (encoding: string, body: Uint8Array | string) =>
      serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body))

    it('unpacks gzip, which servers with a packed copy send unasked', async () => {
      for (const encoding of ['gzip', 'x-gzip', 'GZIP']) {
        expect(await fetched(await sent(encoding, gzipSync(XML))), encoding).to.equal(XML)
      }
      expect(await fetched(await sent('identity', XML))).to.equal(XML)
    })

    it('stops unpacking at the size limit', async () => {
      const bomb = await sent('gzip', gzipSync(Buffer.alloc(50_000_000)))
      expect(await refusal(bomb, { maxBytes: 100_000 })).to.equal('metadata-fetch-size')
    })

    it('says what is wrong with any other, and with gzip that is none or ends early', async () => {
      for (const encoding of ['br', 'deflate', 'gzip, gzip', '']) {
        expect(await refusal(await sent(encoding || 'zstd', 'x')), encoding).to.equal('metadata-fetch-encoding')
      }
      expect(await refusal(await sent('gzip', XML))).to.equal('metadata-fetch-encoding')
      expect(await refusal(await sent('gzip', gzipSync(XML).subarray(0, -9)))).to.equal('metadata-fetch-encoding')
    })
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
    expect(await refusal(url, { maxBytes: 100_000 })).to.equal('metadata-fetch-size')
    expect(sent).to.be.below(50_000_000)
  })

  it('gives up at the time limit, before and within the answer', async () => {
    const silent = await serve(() => undefined)
    expect(await refusal(silent, { timeoutMs: 100 })).to.equal('metadata-fetch-time')
    const slow = await serve((_, response) => response.write('<a>'))
    expect(await refusal(slow, { timeoutMs: 100 })).to.equal('metadata-fetch-time')
  })

  it('tells a connection that fails and an answer that breaks off', async () => {
    const url = await serve((_, response) => response.end())
    servers.splice(0).forEach((server) => server.close())
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await refusal(url)).to.equal('metadata-fetch-failed')
    const broken = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('<a>')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await refusal(broken)).to.equal('metadata-fetch-failed')
  })
})

describe('addresses', () => {
  it('of the internet are public', () => {
    for (const address of ['192.0.34.10', '8.8.8.8', '172.32.0.1', '2a00:1450::1', '2606:2800::1', '2001:4860::1']) {
      expect(isPublicAddress(address), address).to.equal(true)
    }
    for (const address of [
      '',
      'sp.example',
      '2a00::1%eth0',
      '224.0.0.1',
      '255.255.255.255',
      '2002:7f00:1::',
      '2002:c000:220a::1',
      '2001::1',
      '2001:20::1',
      '2001:db8::1',
      '3fff::1',
      '64:ff9b::808:808',
      '64:ff9b:1::1',
      '::8.8.8.8',
      '::ffff:8.8.8.8',
      '::ffff:0:7f00:1',
      '::ffff:0:808:808',
      '100::1',
      '1fff::1',
      '4000::1',
      '5f00::1',
      'fc00::1',
      'fec0::1',
      '192.0.0.8',
      '192.0.2.1',
      '192.88.99.1',
      '198.19.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '240.0.0.1',
      'ff02::1',
    ]) {
      expect(isPublicAddress(address), address).to.equal(false)
    }
  })

  it('of this machine are loopback hosts', () => {
    for (const host of ['localhost', 'LOCALHOST', 'aachen.localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
      expect(isLoopbackHost(host), host).to.equal(true)
    }
    for (const host of ['localhost.example', 'notlocalhost', '127.0.0.1.example', '128.0.0.1', '[::2]', '']) {
      expect(isLoopbackHost(host), host).to.equal(false)
    }
  })
})
