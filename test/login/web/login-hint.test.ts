import { expect } from 'chai'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { authnRequest, postFields, type RequestDraft } from '../../support/saml-requests.js'
import { createWebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const subject = (name: string): RequestDraft => ({
  content: `<saml:Subject><saml:NameID>${name}</saml:NameID></saml:Subject>`,
})

describe('a portal that names who is to log in', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld()
  })
  after(() => world.stop())

  const typedIn = (page: WebPage) => page.one('[name="username"]').attributes.get('value') ?? ''
  const toPassword = async (url: string) => {
    const client = createWebClient()
    return client.click(await client.get(url), '[data-method="password"]')
  }

  it('has the name typed, by a Subject or beside the request, whether anybody has it or not', async () => {
    for (const name of ['jana', 'nobody.at.all', 'jana@mail.example']) {
      expect(typedIn(await toPassword(world.requestUrl(subject(name)))), name).to.equal(name)
      expect(typedIn(await toPassword(`${world.requestUrl()}&login_hint=${encodeURIComponent(name)}`)), name).to.equal(
        name,
      )
    }
    expect(typedIn(await toPassword(world.requestUrl()))).to.equal('')
  })

  it('has it typed of a request by POST, too', async () => {
    const client = createWebClient()
    const IssueInstant = new Date(world.clock.now()).toISOString()
    const fields = postFields(authnRequest({ attributes: { ID: '_hint-by-post', IssueInstant } }))
    const choice = await client.post(`${world.url}/saml/sso`, { ...fields, login_hint: 'omar' })
    expect(typedIn(await client.click(choice, '[data-method="password"]'))).to.equal('omar')
  })

  it('decides nothing: somebody else logs in as ever, and the answer does not tell', async () => {
    const client = createWebClient()
    const page = await world.toPassword(client, subject('omar'))
    const confirm = await client.submit(page, { fields: { username: 'jana', password: RIGHT } })
    const handOver = await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    expect(world.audit.at(-1)).to.deep.include({ action: 'login.answered', subject: 'account-jana' })
    expect(handOver.find('[name="SAMLResponse"]')).not.to.equal(null)
  })

  it('puts in no markup, no endless text, and nothing where it is repeated in brackets', async () => {
    for (const hint of ['a'.repeat(5000), 'Jana Nowak', '\u202eanaj']) {
      const page = await toPassword(`${world.requestUrl()}&login_hint=${encodeURIComponent(hint)}`)
      expect(typedIn(page), hint.slice(0, 30)).to.equal('')
    }
    expect(typedIn(await toPassword(`${world.requestUrl()}&login_hint=jana&login_hint=omar`))).to.equal('')
    expect(typedIn(await toPassword(`${world.requestUrl()}&login_hint[]=jana`))).to.equal('')
    // Somebody may be called so, and it is shown as what it is: a text.
    const markup = '"><script>alert(1)</script>'
    const page = await toPassword(`${world.requestUrl()}&login_hint=${encodeURIComponent(markup)}`)
    expect(typedIn(page)).to.equal(markup)
    expect(page.body).not.to.include('<script>alert')
  })

  it('is written into no log', () => {
    expect(world.log.join('\n')).not.to.include('nobody.at.all')
  })
})
