import { createServer, type RequestListener, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { createCallOut, type OutgoingDeps } from '../../../src/outgoing/call-out.js'
import { fetchMetadata, type FetchLimits } from '../../../src/saml/metadata/fetch-metadata.js'

const XML = '<a>Mölln</a>'

describe('fetchMetadata', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections()
  })

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `http://portal.localhost:${address.port}`
  }

  const fetched = async (url: string, limits: FetchLimits = {}, deps: Partial<OutgoingDeps> = {}): Promise<string> => {
    const callOut = createCallOut({ loopback: true, allow: [], ...deps })
    return Buffer.from(await fetchMetadata(url, callOut, limits)).toString('utf8')
  }

  async function refused(...given: Parameters<typeof fetched>): Promise<OperatorError> {
    try {
      await fetched(...given)
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      expect(error.message).not.to.match(/[\r\n]/)
      return error
    }
    throw new Error('fetched')
  }
  const refusal = async (...given: Parameters<typeof fetched>): Promise<string> => (await refused(...given)).rule

  const answering = (...addresses: string[]) => ({ resolve: () => Promise.resolve(addresses) })
  const noDns = { resolve: () => Promise.reject(new Error('DNS was asked')) }

  it('gives the bytes of the file as they came', async () => {
    const url = await serve((_, response) => response.end(`\uFEFF${XML}`))
    expect(await fetched(`${url}/saml`)).to.equal(`\uFEFF${XML}`)
  })

  it('tells what the outgoing port refuses by the rules that operators know', async () => {
    expect(await refusal('https://localhost/', {}, { loopback: false })).to.equal('metadata-fetch-address')
    expect(await refusal('http://sp.example/', {}, noDns)).to.equal('metadata-fetch-url')
    expect(await refusal('https://sp.example/', {}, noDns)).to.equal('metadata-fetch-address')
    expect(await refusal(await serve((request) => request.socket.destroy()))).to.equal('metadata-fetch-failed')
    const { rule, message } = await refused('https://sp.example/', {}, answering('10.0.0.1'))
    expect(rule).to.equal('metadata-fetch-address')
    expect(message).to.equal(
      '"https://sp.example/" leads to 10.0.0.1 in a private network; list that network in network.outgoing.allow; or fetch the file and import it',
    )
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

  it('refuses every status but 200', async () => {
    for (const status of [204, 304, 404, 500]) {
      const url = await serve((_, response) => response.writeHead(status).end())
      expect(await refusal(url), String(status)).to.equal('metadata-fetch-status')
    }
  })

  it('stops at its limits of size and time', async () => {
    const large = await serve((_, response) => response.end(Buffer.alloc(100_001)))
    expect(await refusal(large, { maxBytes: 100_000 })).to.equal('metadata-fetch-size')
    expect(await refusal(await serve(() => undefined), { timeoutMs: 100 })).to.equal('metadata-fetch-time')
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
})
