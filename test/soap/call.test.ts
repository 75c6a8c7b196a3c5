import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createCallOut } from '../../src/outgoing/call-out.js'
import type { Resolve } from '../../src/outgoing/checked-target.js'
import { callSoap } from '../../src/soap/call.js'
import { SoapError } from '../../src/soap/soap-error.js'

describe('a SOAP call', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections()
  })

  const calling = (
    url: string,
    timeout = 20_000,
    resolve: Resolve = () => Promise.reject(new Error('DNS was asked')),
  ) =>
    callSoap(
      { url, tls: { trusted: null, client: null }, callOut: createCallOut({ loopback: true, allow: [], resolve }) },
      'urn:action',
      '<ü/>',
      timeout,
    )
  const call = async (listener: RequestListener, timeout = 20_000): Promise<string> => {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return calling(`http://127.0.0.1:${(server.address() as AddressInfo).port}/eID`, timeout)
  }
  const refusal = async (listener: RequestListener, timeout?: number): Promise<string> => {
    const error = await call(listener, timeout).catch((each: unknown) => each)
    return error instanceof SoapError ? error.rule : String(error)
  }

  it('posts the message with its action and gives the answer, a fault’s too', async () => {
    for (const status of [200, 500]) {
      const answer = await call((request, response) => {
        const { method, headers } = request
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => {
          const seen = [method, headers['soapaction'], headers['content-type'], Buffer.concat(chunks).toString()]
          response.writeHead(status, { 'content-type': 'text/xml; charset=UTF-8' }).end(seen.join(' '))
        })
      })
      expect(answer).to.equal('POST "urn:action" text/xml; charset=utf-8 <ü/>')
    }
  })

  it('follows no redirect and takes nothing that is no SOAP message', async () => {
    expect(await refusal((_request, response) => response.writeHead(302, { location: '/other' }).end())).to.equal(
      'soap-status',
    )
    expect(
      await refusal((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('x')),
    ).to.equal('soap-status')
    expect(
      await refusal((_request, response) => response.writeHead(403, { 'content-type': 'text/xml' }).end('x')),
    ).to.equal('soap-status')
  })

  it('reads 128 KiB of UTF-8 at most', async () => {
    const xml = { 'content-type': 'text/xml' }
    expect(
      await refusal((_request, response) => response.writeHead(200, xml).end(Buffer.alloc(131_073, 'x'))),
    ).to.equal('soap-size')
    expect(
      (await call((_request, response) => response.writeHead(200, xml).end(Buffer.alloc(131_072, 'x')))).length,
    ).to.equal(131_072)
    expect(await refusal((_request, response) => response.writeHead(200, xml).end(Buffer.from([0xff])))).to.equal(
      'soap-xml',
    )
  })

  it('reads an answer in UTF-16 with a mark, and in what its declaration says', async () => {
    const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>ü</a>`
    for (const bytes of [
      Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le'),
      Buffer.from(declared('ISO-8859-1'), 'latin1'),
    ]) {
      const answer = await call((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/xml' }).end(bytes),
      )
      expect(answer).to.equal(declared('UTF-8'))
    }
  })

  it('waits no longer than it may, for the head and for the rest', async () => {
    expect(await refusal(() => undefined, 50)).to.equal('soap-time')
    expect(
      await refusal(
        (_request, response) => void response.writeHead(200, { 'content-type': 'text/xml' }).write('<a>'),
        200,
      ),
    ).to.equal('soap-time')
  })

  it('says that nobody is there', async () => {
    expect(await refusal((request) => request.socket.destroy())).to.equal('soap-unreachable')
  })

  it('says which key to set where the server lies in a private network that is not listed', async () => {
    const error = await calling('https://eid.example/eID', 20_000, () => Promise.resolve(['10.1.2.3'])).catch(
      (each: unknown) => each,
    )
    expect(error).to.be.instanceOf(SoapError).with.property('rule', 'soap-address')
    expect(error)
      .to.have.property('message')
      .that.includes('leads to 10.1.2.3 in a private network; list that network in network.outgoing.allow')
  })

  it('says that DNS does not know the server, which may pass', async () => {
    const error = await calling('https://eid.example/eID').catch((each: unknown) => each)
    expect(error).to.be.instanceOf(SoapError).with.property('rule', 'soap-unreachable')
  })
})
