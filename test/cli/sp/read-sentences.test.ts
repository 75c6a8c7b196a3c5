import { expect } from 'chai'
import { READ_FINDINGS, readFinding, type ReadFinding } from '../../../src/domain/read-finding.js'
import { findingDocument } from '../../../src/cli/sp/service-sentences.js'
import { findingLine } from '../../../src/operators/console/finding-text.js'
import { AACHEN, NOW } from '../../operators/registry-world.js'

const place = { element: 'AssertionConsumerService', which: '2', fallback: 1 } as const
const logout = { element: 'SingleLogoutService', which: 'post', fallback: null } as const

/** One of each code, and of each branch of its sentence. */
const FOUND: readonly ReadFinding[] = [
  readFinding('read-endpoint', { ...place, location: 'http://a.example', fault: 'https' }),
  readFinding('read-endpoint', { ...logout, location: 'x', fault: 'form' }),
  readFinding('read-binding', { ...place, binding: 'urn:x', fallback: null }),
  readFinding('read-key-chain', { descriptor: 1, count: 3 }),
  readFinding('read-key-left-out', { descriptor: 1 }),
  readFinding('read-key-short', { descriptor: 1, bits: 2048 }),
  readFinding('read-key-short', { descriptor: 2, bits: 3000 }),
  readFinding('read-certificate-expired', { descriptor: 1, notAfter: NOW }),
  readFinding('read-key-encryption', { descriptor: 1 }),
  readFinding('read-encryption-impossible', {}),
  readFinding('read-encryption-weak', { descriptor: 1, hasCbc: true }),
  readFinding('read-encryption-weak', { descriptor: 1, hasCbc: false }),
  readFinding('read-key-transport', { descriptor: 1 }),
  readFinding('read-signature-algorithms', {}),
  readFinding('read-digest-algorithms', {}),
  readFinding('read-sha1', {}),
  readFinding('read-logo', { url: 'http://a.example/logo.png' }),
  readFinding('read-link', { element: 'PrivacyStatementURL', link: 'http://a.example' }),
]

describe('what reading metadata finds', () => {
  it('is said on the command line in one line each, with what to do', () => {
    const told = FOUND.map((found) => findingDocument(found, AACHEN))
    for (const { message, cure } of told) {
      expect(message).to.match(new RegExp(`^${AACHEN}: [^\\n]+$`))
      expect(cure).to.match(/^[^\n]{10,}$/)
    }
    const messages = told.map(({ message }) => message.slice(AACHEN.length + 2))
    expect(messages[0]).to.equal(
      'AssertionConsumerService 2: "http://a.example" must be https, and is left out; it was the default, which is now index 1',
    )
    expect(messages[1]).to.equal('SingleLogoutService post: "x" is not an absolute https address, and is left out')
    expect(messages[5]).to.contain('2048 bits is outside BSI TR-02102-1 since 1 January 2024')
    expect(messages[6]).to.contain('3000 bits is outside BSI TR-03116-4 since 1 January 2023')
    expect(messages[7]).to.contain('expired on 2026-11-20')
    expect(told[10]?.cure).to.contain('sp set weakAlgorithms=')
    expect(told[11]?.cure).not.to.contain('weakAlgorithms')
  })

  it('is said at the console in German and in English, every code of it', () => {
    expect(new Set(FOUND.map(({ code }) => code))).to.deep.equal(new Set(Object.keys(READ_FINDINGS)))
    for (const found of FOUND) {
      const [german, english] = (['de', 'en'] as const).map((language) => findingLine(found, { language }))
      expect(german?.message, found.code).not.to.equal(english?.message)
      for (const line of [german, english]) {
        expect(line?.message, found.code).to.match(/\S{2,}.*[.]$/)
        expect(line?.cure, found.code).to.match(/^[A-ZÄÖÜ].*[.]$/)
        expect(line, found.code).to.include({ rule: found.rule, severity: found.severity })
      }
    }
  })
})
