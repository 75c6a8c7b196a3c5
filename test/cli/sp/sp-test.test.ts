import { expect } from 'chai'
import { attributeService, SERVICE, testService } from '../../support/saml-service.js'
import { readDocument } from '../../operators/registry-world.js'
import { cliWorld } from '../cli-world.js'

const METADATA = testService({
  metadata: {
    attributeConsumingServices: [attributeService({ isDefault: true, required: ['familyName'], optional: ['deMail'] })],
  },
}).metadata

async function registered() {
  const cli = cliWorld({
    files: { 'a.xml': '<md:EntityDescriptor/>' },
    document: readDocument({ [SERVICE]: METADATA }),
  })
  await cli.run(['sp', 'import', 'a.xml'])
  const { tools, view } = await cli.registry()
  const [key] = await tools.keys.list()
  return { ...cli, view, key: key?.id ?? 'none' }
}

describe('sp test', () => {
  it('tells what would leave, and shows it', async () => {
    const { run, key } = await registered()
    const { code, out } = await run(['sp', 'test', SERVICE])
    expect(code).to.equal(0)
    const lines = out.split('\n')
    expect(lines).to.include.members([
      `test login at ${SERVICE} (Serviceportal Aachen); nothing is sent, and the citizen is invented`,
      'level: normal (needs normal), with password',
      'goes to: https://portal.aachen.example/saml/acs (POST)',
      '  familyName: Ḥaddād-Musterfrau (required; from the ID card, normal; urn:oid:2.5.4.4)',
      '  deMail: the test citizen has none, as nobody has',
      `signed: both, rsa-sha256 with sha256, key ${key}`,
      'encrypted: no',
      'response:',
      '<saml:AttributeValue>Ḥaddād-Musterfrau</saml:AttributeValue>',
    ])
  })

  it('tells it as one document', async () => {
    const { run, view } = await registered()
    const document: unknown = JSON.parse((await run(['sp', 'test', SERVICE, '--json'])).out)
    expect(document).to.deep.include({
      ...{ entityId: SERVICE, outcome: 'answered', message: null, level: 'normal', method: 'password' },
      withheld: [
        { name: 'deMail', required: false, reason: 'not-held', because: 'the test citizen has none, as nobody has' },
      ],
      encrypted: null,
    })
    expect(document).to.have.nested.property('released[0].wireName', 'urn:oid:2.5.4.4')
    expect(document)
      .to.have.property('response')
      .that.matches(/^<samlp:Response /)
    expect(view.audit.at(-1)).to.deep.include({ actor: 'cli:mira', action: 'service.tested' })
  })

  it('ends with 1 where the login would have no answer, and says why', async () => {
    const { run } = await registered()
    await run(['sp', 'set', SERVICE, 'trustLevel=hoch'])
    const text = await run(['sp', 'test', SERVICE])
    expect([text.code, text.err]).to.deep.equal([
      1,
      'The login would get no answer: no method that is offered and allowed reaches the level; see trustLevel, methods and the config\n',
    ])
    expect(text.out).to.include('level: none (needs hoch)')
    const { code, out } = await run(['sp', 'test', SERVICE, '--json'])
    const document: unknown = JSON.parse(out)
    expect(code).to.equal(1)
    expect(document).to.deep.include({ outcome: 'level-not-offered', response: null })
    expect(document).to.have.nested.property('error.rule', 'no-answer')
  })

  it('knows no service that is not registered', async () => {
    const { run } = await registered()
    expect(await run(['sp', 'test', 'https://nobody.example'])).to.deep.include({ code: 1, out: '' })
  })
})
