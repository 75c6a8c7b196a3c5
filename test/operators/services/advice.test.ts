import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import type { ServiceKey, ServiceMetadata } from '../../../src/domain/service.js'
import { changeService, showService } from '../../../src/operators/services/manage-services.js'
import type { SettingsChange } from '../../../src/operators/services/setting-rules.js'
import { attributeService } from '../../support/saml-service.js'
import {
  AACHEN,
  ACTOR,
  NOW,
  portalKey,
  portalMetadata,
  readDocument,
  registryWorld,
  SIGNING_KEY,
} from '../registry-world.js'

const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
const encryptionKey = (...names: readonly string[]): ServiceKey => ({
  ...portalKey(SIGNING_KEY),
  use: 'encryption',
  encryptionMethods: names.map((name) => ({ algorithm: `urn:x#${name}`, digest: null, mgf: null })),
})

/** A service about which there is nothing to say. */
const sound: Partial<ServiceMetadata> = {
  keys: [portalKey(SIGNING_KEY), encryptionKey()],
  authnRequestsSigned: true,
  validUntil: NOW + days(90),
}

async function imported(metadata: Partial<ServiceMetadata>, settings: SettingsChange = {}) {
  const made = await registryWorld(readDocument({ [AACHEN]: portalMetadata({ ...sound, ...metadata }) }))
  const { services } = await made.imported(settings)
  return { deps: made.deps, findings: services[0]?.findings ?? [] }
}

const rules = async (metadata: Partial<ServiceMetadata>, settings: SettingsChange = {}) =>
  (await imported(metadata, settings)).findings.map(({ rule }) => rule)

describe('the advice of an import', () => {
  it('is none about a service that signs, can be encrypted to, and says how long it is valid', async () => {
    expect(await rules({})).to.deep.equal([])
  })

  it('has a rule and a severity each', async () => {
    const { findings } = await imported({
      keys: [portalKey(SIGNING_KEY)],
      authnRequestsSigned: false,
      validUntil: null,
    })
    expect(findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([
      ['advice-signed-requests', 'info'],
      ['encryption-key-missing', 'warning'],
      ['metadata-valid-until-missing', 'info'],
    ])
  })

  it('names each attribute that the dialect does not have, but not the method of the login', async () => {
    const unknown = ['mail', 'urn:oid:1.3.6.1.4.1.25484.494450.2']
    const { findings } = await imported({ attributeConsumingServices: [attributeService({ index: 2, unknown })] })
    expect(findings).to.deep.equal([
      {
        code: 'attribute-unknown',
        rule: 'metadata-unknown-attribute',
        severity: 'warning',
        data: { consumer: 2, name: 'mail' },
      },
    ])
  })

  it('is to demand signatures where there is a key for them, until the operator has decided', async () => {
    const unsigned = { authnRequestsSigned: false }
    expect(await rules(unsigned)).to.deep.equal(['advice-signed-requests'])
    expect(await rules(unsigned, { signedRequests: true })).to.deep.equal([])
    expect(await rules(unsigned, { signedRequests: false })).to.deep.equal([])
    expect(await rules({ ...unsigned, keys: [encryptionKey()] })).to.deep.equal([])
  })

  it('is to give a pseudonym in place of the e-mail address, where that is the only format', async () => {
    expect(await rules({ nameIdFormats: [EMAIL] })).to.deep.equal(['advice-email-name-id'])
    expect(await rules({ nameIdFormats: [EMAIL] }, { nameIdFormat: 'persistent' })).to.deep.equal([])
    expect(await rules({ nameIdFormats: [EMAIL] }, { pseudonymous: true })).to.deep.equal([])
    expect(await rules({ nameIdFormats: [EMAIL, 'urn:x'] })).to.deep.equal([])
  })

  it('is to look at the algorithm of programs that sign with SHA-1 as shipped', async () => {
    const at = (location: string) => ({
      assertionConsumerServices: [{ index: 0, isDefault: true, binding: 'post' as const, location }],
    })
    expect(await rules(at('https://sp.example/users/auth/saml/callback'))).to.deep.equal(['advice-sha1'])
    expect(await rules(at('https://sp.example/saml/SSO?tenant=a'))).to.deep.equal(['advice-sha1'])
    const nodeSaml = encryptionKey('aes256-gcm', 'aes128-gcm', 'aes256-cbc', 'aes128-cbc')
    expect(await rules({ keys: [portalKey(SIGNING_KEY), nodeSaml] })).to.deep.equal(['advice-sha1'])
    expect(await rules({ keys: [nodeSaml] })).to.deep.equal([])
    expect(await rules({ keys: [portalKey(SIGNING_KEY), nodeSaml], signingMethods: ['urn:x'] })).to.deep.equal([])
    const exception: SettingsChange = { weakAlgorithms: ['rsa-sha1'], weakAlgorithmsUntil: '2027-01-01' }
    expect(await rules(at('https://sp.example/saml/SSO'), exception)).to.deep.equal(['weak-exception'])
  })

  it('is to agree on news where the metadata end never, or in more than a year', async () => {
    expect(await rules({ validUntil: null })).to.deep.equal(['metadata-valid-until-missing'])
    expect(await rules({ validUntil: NOW + days(366) })).to.deep.equal([])
    expect(await rules({ validUntil: NOW + days(367) })).to.deep.equal(['metadata-valid-until-distant'])
  })

  it('is to have a key for encryption put in, unless the operator does without', async () => {
    const open = { keys: [portalKey(SIGNING_KEY)] }
    expect(await rules(open)).to.deep.equal(['encryption-key-missing'])
    expect(await rules(open, { encrypt: 'never' })).to.deep.equal([])
    // The reader has said so already, and by its own name.
    expect(await rules({ ...open, encryptionAnnounced: true })).to.deep.equal([])
  })
})

describe('the advice about answers by artifact', () => {
  const consumer = (index: number, binding: 'post' | 'artifact') =>
    ({ index, isDefault: index === 0, binding, location: `https://portal.aachen.example/${index}` }) as const
  const alone = { assertionConsumerServices: [consumer(0, 'artifact')] }
  const beside = { assertionConsumerServices: [consumer(0, 'post'), consumer(1, 'artifact')] }
  const keyless = { keys: [encryptionKey()], authnRequestsSigned: false }

  it('is to have a signing key put in where nobody could prove who resolves them', async () => {
    const { findings } = await imported({ ...alone, ...keyless })
    expect(findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['artifact-key-missing', 'error']])
    expect(await rules({ ...beside, ...keyless }, { responseBinding: 'artifact' })).to.deep.equal([
      'artifact-key-missing',
    ])
    expect(await rules({ ...beside, ...keyless })).to.deep.equal([])
    expect(await rules(alone)).to.deep.equal([])
    expect(await rules({ keys: [], authnRequestsSigned: false, ...alone }, { encrypt: 'never' })).to.deep.equal([
      'artifact-key-missing',
    ])
  })

  it('is to have an address put in where they are set and there is none', async () => {
    expect(await rules({}, { responseBinding: 'artifact' })).to.deep.equal(['artifact-address-missing'])
    expect(await rules(beside, { responseBinding: 'artifact' })).to.deep.equal([])
    expect(await rules({}, { responseBinding: 'post' })).to.deep.equal([])
  })
})

describe('encrypt=always for a service that cannot be encrypted to', () => {
  const open = { keys: [portalKey(SIGNING_KEY)] }

  it('is told as an error by the import', async () => {
    const { findings } = await imported(open, { encrypt: 'always' })
    expect(findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['encryption-key-missing', 'error']])
    expect(await rules({}, { encrypt: 'always' })).to.deep.equal([])
  })

  it('is told by whoever sets it, and whenever the service is looked at', async () => {
    const { deps } = await imported(open)
    const { findings } = await changeService(AACHEN, { encrypt: 'always' }, ACTOR, deps)
    expect(findings.map(({ code, severity }) => [code, severity])).to.deep.equal([['encryption-impossible', 'error']])
    expect((await showService(AACHEN, deps)).findings).to.deep.equal(findings)
    expect((await changeService(AACHEN, { encrypt: 'auto' }, ACTOR, deps)).findings).to.deep.equal([])
  })
})
