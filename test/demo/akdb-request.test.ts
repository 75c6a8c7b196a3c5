import { expect } from 'chai'
import { requestOfBundId } from '../../src/demo/portal/akdb-request.js'
import { akdbService } from '../support/akdb-requests.js'
import { samlBroker } from '../support/saml-broker.js'
import { testKey } from '../support/saml-keys.js'
import { nodeSamlForm, nodeSamlPortal, nodeSamlQuery } from '../support/saml-portal.js'

describe('the demo portal that was built for BundID', () => {
  const options = {
    service: 'Wohngeld beantragen',
    trustLevel: 'substantiell',
    baseUrl: 'https://portal.aachen.example',
    required: ['givenName'],
    optional: ['birthDate'],
  } as const
  const keys = {
    privateKey: testKey('service').privatePem,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
  } as const
  const asks = {
    ...requestOfBundId({ ...options, required: [...options.required], optional: [...options.optional] }),
    racComparison: 'minimum',
    ...keys,
  } as const
  const wanted = {
    attributes: { required: ['givenName'], optional: ['birthDate'] },
    allowedMethods: ['eid', 'password'],
    requestedLevels: { comparison: 'minimum', levels: ['substantiell'] },
    serviceNames: { de: 'Wohngeld beantragen' },
    backUrl: 'https://portal.aachen.example/',
    nameId: 'transient',
  }

  it('is understood by redirect and by POST, where the newest extension is demanded', async () => {
    const broker = samlBroker({ services: [akdbService()], now: Date.now(), demandsExtension: true })
    const redirected = broker.redirect(await nodeSamlQuery(nodeSamlPortal(asks), 'ticket-17'))
    expect(redirected.refusal).to.equal(null)
    expect(redirected.requirements).to.deep.include(wanted)
    const posting = nodeSamlPortal({ ...asks, authnRequestBinding: 'HTTP-POST', skipRequestCompression: true })
    const posted = broker.post(await nodeSamlForm(posting, 'ticket-18'))
    expect(posted.refusal).to.equal(null)
    expect(posted.requirements).to.deep.include(wanted)
    expect(posted.reply.extension?.statusDetail).to.equal(true)
  })
})
