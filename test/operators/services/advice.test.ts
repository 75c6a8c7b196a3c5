import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import type { ServiceKey, ServiceMetadata } from '../../../src/domain/service.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { setService, showService } from '../../../src/operators/services/manage-services.js'
import { attributeService } from '../../support/saml-service.js'
import { AACHEN, NOW, portalKey, portalMetadata, readDocument, registryWorld, SIGNING_KEY } from '../registry-world.js'

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

async function imported(metadata: Partial<ServiceMetadata>, ...set: readonly string[]) {
  const { deps } = registryWorld(readDocument({ [AACHEN]: portalMetadata({ ...sound, ...metadata }) }))
  const input = { file: Buffer.from(''), from: 'aachen.xml', signer: null, set, dryRun: false }
  const { services } = await importServices(input, deps)
  return { deps, findings: services[0]?.findings ?? [] }
}

const rules = async (metadata: Partial<ServiceMetadata>, ...set: readonly string[]) =>
  (await imported(metadata, ...set)).findings.map(({ rule }) => rule)

describe('the advice of an import', () => {
  it('is none about a service that signs, can be encrypted to, and says how long it is valid', async () => {
    expect(await rules({})).to.deep.equal([])
  })

  it('has a rule, a severity, what is so, and what to do, in one line each', async () => {
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
    for (const finding of findings) {
      expect(Object.keys(finding).sort()).to.deep.equal(['cure', 'message', 'rule', 'severity'])
      expect(finding.message).to.match(new RegExp(`^${AACHEN}: [^\\n]+$`))
      expect(finding.cure).to.match(/^[^\n]+$/)
    }
    expect(findings[0]?.cure).to.contain(`servicekonto sp set ${AACHEN} signedRequests=true`)
  })

  it('names each attribute that the dialect does not have, but not the method of the login', async () => {
    const unknown = ['mail', 'urn:oid:1.3.6.1.4.1.25484.494450.2']
    const { findings } = await imported({ attributeConsumingServices: [attributeService({ index: 2, unknown })] })
    expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).to.deep.equal([
      [
        'metadata-unknown-attribute',
        'warning',
        `${AACHEN}: AttributeConsumingService 2 asks for "mail", which no attribute is called`,
      ],
    ])
  })

  it('is to demand signatures where there is a key for them, until the operator has decided', async () => {
    const unsigned = { authnRequestsSigned: false }
    expect(await rules(unsigned)).to.deep.equal(['advice-signed-requests'])
    expect(await rules(unsigned, 'signedRequests=true')).to.deep.equal([])
    expect(await rules(unsigned, 'signedRequests=false')).to.deep.equal([])
    expect(await rules({ ...unsigned, keys: [encryptionKey()] })).to.deep.equal([])
  })

  it('is to give a pseudonym in place of the e-mail address, where that is the only format', async () => {
    expect(await rules({ nameIdFormats: [EMAIL] })).to.deep.equal(['advice-email-name-id'])
    expect(await rules({ nameIdFormats: [EMAIL] }, 'nameIdFormat=persistent')).to.deep.equal([])
    expect(await rules({ nameIdFormats: [EMAIL] }, 'pseudonymous=true')).to.deep.equal([])
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
    const exception = ['weakAlgorithms=rsa-sha1', 'weakAlgorithmsUntil=2027-01-01']
    expect(await rules(at('https://sp.example/saml/SSO'), ...exception)).to.deep.equal(['weak-exception'])
  })

  it('is to agree on news where the metadata end never, or in more than a year', async () => {
    expect(await rules({ validUntil: null })).to.deep.equal(['metadata-valid-until-missing'])
    expect(await rules({ validUntil: NOW + days(366) })).to.deep.equal([])
    expect(await rules({ validUntil: NOW + days(367) })).to.deep.equal(['metadata-valid-until-distant'])
  })

  it('is to have a key for encryption put in, unless the operator does without', async () => {
    const open = { keys: [portalKey(SIGNING_KEY)] }
    expect(await rules(open)).to.deep.equal(['encryption-key-missing'])
    expect(await rules(open, 'encrypt=never')).to.deep.equal([])
    // The reader has said so already, and by its own name.
    expect(await rules({ ...open, encryptionAnnounced: true })).to.deep.equal([])
  })
})

describe('encrypt=always for a service that cannot be encrypted to', () => {
  const open = { keys: [portalKey(SIGNING_KEY)] }

  it('is told as an error by the import', async () => {
    const { findings } = await imported(open, 'encrypt=always')
    expect(findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['encryption-key-missing', 'error']])
    expect(await rules({}, 'encrypt=always')).to.deep.equal([])
  })

  it('is told by whoever sets it, and whenever the service is looked at', async () => {
    const { deps } = await imported(open)
    const { warnings } = await setService(AACHEN, ['encrypt=always'], deps)
    expect(warnings).to.have.length(1)
    expect(warnings[0]).to.match(/every login to it is refused; .*encrypt=auto$/)
    expect((await showService(AACHEN, deps)).warnings).to.deep.equal(warnings)
    expect((await setService(AACHEN, ['encrypt=auto'], deps)).warnings).to.deep.equal([])
  })
})
