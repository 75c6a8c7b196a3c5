import { expect } from 'chai'
import {
  AACHEN,
  portalKey,
  portalMetadata,
  readDocument,
  SIGNING_KEY,
  SOLINGEN,
} from '../../operators/registry-world.js'
import { attributeService } from '../../support/saml-service.js'
import type { ServiceMetadata } from '../../../src/domain/service.js'
import { days } from '../../../src/domain/instant.js'
import { NOW } from '../../operators/registry-world.js'
import { cliWorld, documentOf } from '../cli-world.js'

const FILES = { 'aachen.xml': '<md:EntityDescriptor/>' }
const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
const UNTIL = ['weakAlgorithms=aes256-cbc,rsa-sha1', 'weakAlgorithmsUntil=2027-03-31']

async function registered(metadata: Partial<ServiceMetadata> = {}) {
  const made = cliWorld({ files: FILES, document: readDocument({ [AACHEN]: portalMetadata(metadata) }) })
  const first = await made.run(['sp', 'import', 'aachen.xml', '--json'])
  const set = (...texts: readonly string[]) => made.run(['sp', 'set', AACHEN, ...texts])
  const { services } = documentOf(first) as { services: { findings: Record<string, string>[] }[] }
  return { ...made, set, findings: services[0]?.findings ?? [] }
}

const warningsIn = async (run: Promise<{ out: string }>): Promise<readonly string[]> =>
  [...(await run).out.matchAll(/^ {2}warning: (.*)$/gm)].map(([, line]) => line ?? '')

describe('what sp import says of a service that it registers', () => {
  it('is a rule, a severity, what is so, and what to do, in one line each', async () => {
    const { findings } = await registered()
    expect(findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([
      ['advice-signed-requests', 'info'],
      ['encryption-key-missing', 'warning'],
      ['metadata-valid-until-missing', 'info'],
    ])
    for (const finding of findings) {
      expect(Object.keys(finding).sort()).to.deep.equal(['cure', 'message', 'rule', 'severity'])
      expect(finding['message']).to.match(new RegExp(`^${AACHEN}: [^\\n]+$`))
      expect(finding['cure']).to.match(/^[^\n]+$/)
    }
    expect(findings[0]?.['cure']).to.contain(`servicekonto sp set ${AACHEN} signedRequests=true`)
  })

  it('is each sentence of its own', async () => {
    const { findings } = await registered({
      attributeConsumingServices: [attributeService({ index: 2, unknown: ['mail'] })],
      assertionConsumerServices: [
        { index: 0, isDefault: true, binding: 'post', location: 'https://portal.aachen.example/saml/SSO' },
      ],
      nameIdFormats: [EMAIL],
      validUntil: NOW + days(400),
    })
    const lines = findings.map(({ severity, message, cure }) => `${severity}: ${message}; ${cure}`)
    expect(lines).to.deep.equal([
      `warning: ${AACHEN}: AttributeConsumingService 2 asks for "mail", which no attribute is called; have it ask by the names of the portal guide, or leave it: the service does not get that attribute`,
      `info: ${AACHEN}: it has a signing key, but does not say that it signs its requests; unsigned ones are taken; if it signs all of them: servicekonto sp set ${AACHEN} signedRequests=true`,
      `info: ${AACHEN}: it looks like the Spring Security SAML extension, which signs with SHA-1 unless told otherwise; such requests are refused; have its signature algorithm set to rsa-sha256 before the first login`,
      `warning: ${AACHEN}: it has no key for encryption: its answers pass through the citizen’s browser unencrypted; have an RSA key for encryption put in and import again; then: servicekonto sp set ${AACHEN} encrypt=always`,
      `info: ${AACHEN}: e-mail is its only NameIDFormat: it gets the address at every login, and loses a citizen who changes it; if it can do with a pseudonym: servicekonto sp set ${AACHEN} nameIdFormat=persistent`,
      `info: ${AACHEN}: its metadata are valid until 2027-12-25, more than a year ahead; agree on who tells you when its keys or addresses change, and import again then`,
    ])
  })
})

describe('what is said of a service as it stands', () => {
  it('is its exception, and until when it lasts', async () => {
    const { set, run } = await registered()
    const line =
      'weak algorithms permitted until 2027-03-31 (132 days): aes256-cbc, rsa-sha1; have the service renewed by then'
    expect(await warningsIn(set(...UNTIL))).to.deep.equal([line])
    expect(documentOf(await run(['sp', 'show', AACHEN, '--json']))).to.deep.include({
      weakAlgorithms: ['aes256-cbc', 'rsa-sha1'],
      weakAlgorithmsUntil: '2027-03-31',
      warnings: [line],
    })
    expect((await run(['sp', 'list'])).out).to.contain('weak algorithms until 2027-03-31: aes256-cbc, rsa-sha1')
    expect((await run(['sp', 'import', 'aachen.xml'])).out).to.contain(`  warning: ${line}\n`)
  })

  it('is that every login to it is refused, where it is always encrypted to and cannot be', async () => {
    const { set, run } = await registered({ keys: [portalKey(SIGNING_KEY)] })
    const warnings = await warningsIn(set('encrypt=always'))
    expect(warnings).to.have.length(1)
    expect(warnings[0]).to.match(/every login to it is refused; .*encrypt=auto$/)
    expect(documentOf(await run(['sp', 'show', AACHEN, '--json']))).to.deep.include({ warnings })
    expect(await warningsIn(set('encrypt=auto'))).to.deep.equal([])
  })

  it('is that its metadata end or ended, and that it works on', async () => {
    const saidOf = async (left: number) => {
      const { run } = await registered({ validUntil: NOW + days(left) })
      return warningsIn(run(['sp', 'list']))
    }
    expect(await saidOf(31)).to.deep.equal([])
    expect(await saidOf(30)).to.deep.equal([
      'its metadata ends on 2026-12-20 (30 days); the service works on, import the new file that it gives',
    ])
    expect((await saidOf(1))[0]).to.contain('(1 day)')
    expect(await saidOf(0)).to.deep.equal([
      'its metadata ended on 2026-11-20; the service works on, import the new file that it gives',
    ])
    const { run } = await registered({ validUntil: NOW + days(3) })
    const [row] = documentOf(await run(['sp', 'list', '--json'])) as Record<string, unknown>[]
    expect(row).to.include({ validUntil: '2026-11-23T09:00:00.000Z' })
  })
})

describe('why sp set or sp import refuses', () => {
  const exceptions: readonly (readonly [string, readonly string[], string])[] = [
    ['without an end', ['weakAlgorithms=sha1'], 'needs an end'],
    ['that ended', ['weakAlgorithms=sha1', 'weakAlgorithmsUntil=2026-03-31'], 'cannot last until 2026-03-31'],
    ['of more than a year', ['weakAlgorithms=sha1', 'weakAlgorithmsUntil=2027-11-21'], 'cannot last until 2027-11-21'],
  ]
  for (const [which, texts, why] of exceptions) {
    it(`an exception ${which} is said in one line`, async () => {
      const { set, run } = await registered()
      const line = `${AACHEN}: an exception for sha1 ${why}; give weakAlgorithmsUntil=YYYY-MM-DD, after today and at most one year ahead\n`
      const options = texts.flatMap((text) => ['--set', text])
      for (const { err } of [await set(...texts), await run(['sp', 'import', 'aachen.xml', ...options])]) {
        expect(err).to.equal(line)
      }
    })
  }

  it('an unknown service is said with the nearest one, or with where all of them stand', async () => {
    const { run } = await registered()
    expect((await run(['sp', 'show', 'https://portal.achen.example/metadata'])).err).to.equal(
      `No service is registered as "https://portal.achen.example/metadata"; did you mean ${AACHEN}?\n`,
    )
    expect((await run(['sp', 'remove', 'x'])).err).to.equal(
      'No service is registered as "x"; see: servicekonto sp list\n',
    )
  })

  it('a tenant or a sector of another is said with whose it is', async () => {
    const { run, registry, set } = await registered()
    await set('tenant=Aachen')
    expect((await run(['sp', 'import', 'aachen.xml', '--tenant', 'Solingen'])).err).to.equal(
      `${AACHEN} belongs to the tenant "Aachen"; to move it: servicekonto sp set ${AACHEN} tenant=…\n`,
    )
    const { world } = await registry()
    world.document = readDocument({ [SOLINGEN]: portalMetadata() })
    const solingen = (...options: readonly string[]) => run(['sp', 'import', 'aachen.xml', ...options])
    expect((await solingen('--set', `sector=${AACHEN}`)).err).to.equal(
      `${SOLINGEN}: the sector "${AACHEN}" belongs to ${AACHEN} of another tenant; set another sector\n`,
    )
    await set('tenant=', `sector=${SOLINGEN}`)
    expect((await solingen()).err).to.equal(
      `${SOLINGEN} is already the sector of ${AACHEN}; to share its pseudonyms say so with --set sector=${SOLINGEN}, else give another sector\n`,
    )
  })

  it('a file of which nothing is left is said by its first service, and how many more there are', async () => {
    const refused = { entityId: SOLINGEN, rule: 'metadata-key', message: `${SOLINGEN}: RSA key too short` }
    const { run } = cliWorld({ files: FILES, document: readDocument({}, { refused: [refused, refused] }) })
    const said = await run(['sp', 'import', 'aachen.xml', '--json'])
    expect(said).to.include({ code: 1, err: `${SOLINGEN}: RSA key too short (and 1 more refused)\n` })
    expect(documentOf(said)).to.deep.include({ services: [], refused: [refused, refused] })
  })
})
