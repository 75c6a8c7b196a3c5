import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { NOW } from '../../operators/registry-world.js'
import { sampleRefused } from '../../support/refused-samples.js'
import { SERVICE } from '../../support/saml-service.js'
import { cliWorld } from '../cli-world.js'

describe('request show', () => {
  const KEPT = { all: 10, claimed: 10 }

  async function world(changes: Parameters<typeof sampleRefused>[0] = {}) {
    const cli = cliWorld()
    const { tools, view } = await cli.registry()
    await tools.refusedRequests.keep([sampleRefused({ at: NOW, ...changes })], KEPT)
    return { ...cli, view }
  }

  it('tells what came in, each rule, and what to do', async () => {
    const { run, view } = await world()
    const { code, out } = await run(['request', 'show', 'e-3vee-43fd'])
    expect(code).to.equal(0)
    expect(out.split('\n')).to.include.members([
      'refused by: acs (saml-acs): The AssertionConsumerService asked for is not in the metadata. [URL]',
      `issuer: ${SERVICE} (registered, and not signed: whoever knows the entityID can send it)`,
      'binding: redirect, RelayState: 9 bytes',
      '  passed  binding',
      '  failed  acs (saml-acs: URL)',
      '<samlp:AuthnRequest ID="_1">',
    ])
    expect(out).to.include('what to do: import newer metadata of the portal')
    expect(view.audit.map(({ actor, action, after }) => [actor, action, after])).to.deep.equal([
      ['cli:mira', 'request.shown', { errorId: 'E-3VEE-43FD' }],
    ])
  })

  it('tells it as one document', async () => {
    const { run } = await world({ sender: 'claimed', service: null, claimed: 'https://nobody.example' })
    const { out } = await run(['request', 'show', 'E-3VEE-43FD', '--json'])
    const document: unknown = JSON.parse(out)
    expect(document).to.deep.include({
      errorId: 'E-3VEE-43FD',
      code: 'saml-acs',
      rule: 'acs',
      claimed: true,
      sender: 'claimed',
      service: null,
      issuer: 'https://nobody.example',
      relayStateBytes: 9,
    })
    expect(document).to.have.nested.property('checks[1].cure')
  })

  it('refuses with one line what it does not know, and what is too old', async () => {
    const { run } = await world({ at: NOW - days(7) })
    for (const id of ['E-3VEE-43FD', 'E-4444-4444', 'nonsense']) {
      const { code, err } = await run(['request', 'show', id])
      expect([code, err.trim().split('\n').length], id).to.deep.equal([1, 1])
      expect(err).to.include(`There is no refused request "${id}"`)
    }
    expect((await run(['request', 'show'])).code).to.equal(2)
  })

  it('lets no message command the terminal', async () => {
    const { run } = await world({ xml: '<a>\u001b[2J</a>', claimed: 'x\u001b', service: null, sender: 'claimed' })
    expect((await run(['request', 'show', 'E-3VEE-43FD'])).out).not.to.include('\u001b')
  })
})
