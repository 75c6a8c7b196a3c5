import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { createWebClient } from './web-client.js'

const page = (port: number): string => `<!doctype html><title>Antrag &amp; mehr</title>
  <script>if (1 < 2) document.write('<form>')</script>
  <p data-attribute="givenName">Jana&nbsp;&#x1E2A;</p>
  <form method="post" action="http://other.localhost:${port}/echo"><input name="a" value="1 &quot;x&quot;">
  <input type="checkbox" name="keep" checked><input type="checkbox" name="drop"><input type="password" name="secret">
  <select name="s"><option value="x">X<option value="y" selected>Y</select><textarea name="t">Zeile</textarea>
  <button name="decision" value="confirm">Ja</button><button name="decision" value="cancel">Nein</button></form>
  <form method="post" action="/echo"><input type="hidden" name="SAMLResponse" value="PD94"></form>`

const cookie = ['sid=1; HttpOnly; SameSite=Lax; Path=/', 'wide=2; SameSite=None', 'once=3; Max-Age=0']

describe('the web client of the tests', () => {
  let server: Server
  let port = 0
  const url = (host: string, path: string): string => `http://${host}.localhost:${port}${path}`

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    if (request.url === '/there') return void response.writeHead(303, { location: url('other', '/echo') }).end()
    if (request.url === '/echo') {
      const { cookie: cookies, origin } = request.headers
      return void response.end(JSON.stringify({ method: request.method, cookies, origin, body }))
    }
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': cookie }).end(page(port))
  }

  before((done) => {
    server = createServer((request, response) => void answer(request, response))
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      port = typeof address === 'object' && address !== null ? address.port : 0
      done()
    })
  })
  after((done) => void server.close(done))

  it('reads a page as a browser does', async () => {
    const shown = await createWebClient().get(url('portal', '/'))
    expect(shown.textOf('title')).to.equal('Antrag & mehr')
    expect(shown.attributes()).to.deep.equal({ givenName: 'Jana \u1e2a' })
    expect(shown.all('form')).to.have.length(2)
    expect(() => shown.one('button[name=none]')).to.throw('no button[name=none]')
  })

  it('sends the fields of a form with the pressed button alone', async () => {
    const browser = createWebClient()
    const answered = await browser.submit(await browser.get(url('portal', '/')), {
      button: 'button[value=cancel]',
      fields: { secret: 'geheim', keep: null },
    })
    expect(JSON.parse(answered.body).body).to.equal('a=1+%22x%22&s=y&t=Zeile&decision=cancel&secret=geheim')
  })

  it('keeps a Lax cookie back from a POST of another site and sends it on the way there by GET', async () => {
    const browser = createWebClient()
    await browser.get(url('other', '/'))
    const start = await browser.get(url('portal', '/'))
    const posted = JSON.parse((await browser.submit(start)).body)
    expect(posted).to.include({ method: 'POST', origin: `http://portal.localhost:${port}` })
    expect(posted.cookies).to.equal(undefined)
    const followed = await browser.get(url('portal', '/there'), { from: start })
    expect(JSON.parse(followed.body)).to.include({ method: 'GET', cookies: 'sid=1' })
    expect(followed.hops.map((hop) => hop.status)).to.deep.equal([303, 200])
  })

  it('submits a form that holds a SAML message as a script would', async () => {
    const browser = createWebClient()
    const answered = await browser.handOver(await browser.get(url('portal', '/')))
    expect(JSON.parse(answered.body)).to.include({ body: 'SAMLResponse=PD94', cookies: 'sid=1' })
  })
})
