import { expect } from 'chai'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { NS } from '../../../src/saml/namespaces.js'
import { testKey } from '../../support/xml-keys.js'
import { acs, aggregate, keyDescriptor, spMetadata } from '../../support/xml-metadata.js'
import { fileRefusedBy, read, readText, refusedBy } from '../../support/xml-service.js'

const GOOD = spMetadata({ keys: keyDescriptor(testKey('RSA-3072').certificate) })

describe('a hostile metadata file', () => {
  it('is refused with a DOCTYPE, an entity, a processing instruction or another encoding', () => {
    for (const text of [
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${GOOD.replace('https://sp.example/metadata', '&e;')}`,
      `<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">${GOOD}`,
      `<?xml-stylesheet href="http://evil.example/x.xsl"?>${GOOD}`,
      `<?xml version="1.0" encoding="UTF-16"?>${GOOD}`,
    ]) {
      expect(fileRefusedBy(text)).to.equal('metadata-not-xml')
    }
  })

  const nested = (depth: number) =>
    `<md:EntitiesDescriptor xmlns:md="${NS.metadata}">`.repeat(depth) + '</md:EntitiesDescriptor>'.repeat(depth)

  it('is refused as a tree that is deeper than any federation', () => {
    expect(fileRefusedBy(nested(32))).to.equal('metadata-schema')
    expect(fileRefusedBy(nested(33))).to.equal('metadata-not-xml')
  })

  it('is refused as a tree without end, in little time', () => {
    const startedAt = performance.now()
    expect(fileRefusedBy(nested(60_000))).to.equal('metadata-not-xml')
    expect(performance.now() - startedAt).to.be.below(10_000)
  })

  it('is refused with an end of validity that is no time: it would never end', () => {
    for (const until of [
      '2026-02-30T00:00:00Z',
      '2026-11-20T25:00:00Z',
      '-2026-11-20T00:00:00Z',
      '12026-11-20T00:00:00Z',
    ]) {
      expect(fileRefusedBy(spMetadata({ attributes: ` validUntil="${until}"` }))).to.be.oneOf([
        'metadata-valid-until',
        'metadata-schema',
      ])
    }
    expect(fileRefusedBy(spMetadata({ attributes: ' validUntil="2027-02-29T00:00:60Z"' }))).to.be.oneOf([
      'metadata-valid-until',
      'metadata-schema',
    ])
    expect(fileRefusedBy(spMetadata({ attributes: ' validUntil="12026-11-20T00:00:00Z"' }))).to.equal(
      'metadata-valid-until',
    )
  })

  it('writes nothing into the operator’s terminal but one line of visible text', () => {
    const entityId = 'https://sp.example/&#x1b;[2J&#10;registered'.replace('&#x1b;', '&#x9b;')
    try {
      const { refused } = readText(spMetadata({ entityId }))
      expect(refused[0]?.message).not.to.match(/[\p{Cc}\p{Cf}]/u)
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      expect(error.message).not.to.match(/[\p{Cc}\p{Cf}]/u)
    }
    expect(() =>
      readText(spMetadata({ consumers: acs(1, 'https://sp.example/\u202Egro.live//:sptth') })),
    ).not.to.throw()
    const [refused] = readText(spMetadata({ consumers: acs(1, 'https://sp.example/\u202Egro.live//:sptth') })).refused
    expect(refused?.rule).to.equal('metadata-endpoint')
    expect(refused?.message).not.to.match(/[\p{Cc}\p{Cf}]/u)
  })

  it('sends no citizen to a script, a file, or an address with somebody’s name in it', () => {
    for (const location of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://portal.example@evil.example/acs',
      '//evil.example/acs',
      'https:evil.example/acs',
      'http://portal.example/acs',
    ]) {
      expect(refusedBy({ consumers: acs(1, location) }), location).to.equal('metadata-endpoint')
    }
  })

  it('hides no second entity, no second role and no key of somebody else', () => {
    const twin = aggregate(GOOD + GOOD)
    expect(readText(twin).refused.map(({ rule }) => rule)).to.deep.equal([
      'metadata-entity-twice',
      'metadata-entity-twice',
    ])
    expect(readText(twin).entities).to.deep.equal([])
    const [mine, theirs] = [testKey(), testKey()]
    const chain = keyDescriptor(`${mine.certificate}</ds:X509Certificate><ds:X509Certificate>${theirs.certificate}`)
    expect(read({ keys: chain }).metadata.keys.map(({ certificate }) => certificate)).to.deep.equal([mine.certificate])
  })
})
