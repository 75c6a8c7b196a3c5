import { expect } from 'chai'
import { readServiceMetadata } from '../../../src/saml/metadata/service-metadata.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { createUpstreamMessages } from '../../../src/saml/sp/upstream-messages.js'
import { testKey } from '../../support/saml-keys.js'
import { NOW } from '../../support/saml-requests.js'
import {
  PUBLIC_URL,
  SP,
  spKeys,
  testUpstream,
  UPSTREAM_ACS,
  upstreamMessages,
  type UpstreamDraft,
} from '../../support/upstream-idp.js'

const written = (draft?: UpstreamDraft, now = NOW) => upstreamMessages(now).metadata(testUpstream(draft))

const read = (xml: string) => {
  const options = {
    signer: null,
    now: NOW,
    ownEntityId: 'https://idp.nachbar.example/metadata',
    allowHttpLoopback: false,
  }
  const { entities, refused } = readServiceMetadata(Buffer.from(xml), options)
  expect(refused).to.deep.equal([])
  return entities[0] ?? expect.fail('no entity')
}

describe('our metadata as a service of an upstream', () => {
  it('follow the schema, and are signed by our key', async () => {
    const xml = await written()
    validateSchema(xml, 'metadata')
    expect(verifyEnvelopedSignature(xml, parseXml(xml), [testKey('broker').publicKey]).name).to.equal(
      'EntityDescriptor',
    )
  })

  it('are read by the broker itself without a finding but for a short key: one address, our keys, signed requests', async () => {
    const { entityId, metadata, findings } = read(await written())
    expect(entityId).to.equal(SP)
    expect(findings.map(({ rule }) => rule)).to.deep.equal(['metadata-key-short'])
    expect(metadata).to.deep.include({ authnRequestsSigned: true, encryptionAnnounced: true })
    expect(metadata.assertionConsumerServices).to.deep.equal([
      { index: 0, isDefault: true, binding: 'post', location: UPSTREAM_ACS },
    ])
    expect(metadata.singleLogoutServices).to.deep.equal([])
    expect(metadata.keys.map(({ use, certificate }) => [use, certificate])).to.deep.equal([
      ['signing', testKey('broker').certificate],
      ['encryption', testKey('serviceEncryption').certificate],
    ])
    expect(metadata.validUntil).to.equal(NOW + 7 * 86_400_000 + 3_600_000)
  })

  it('want signed assertions where the settings do', async () => {
    for (const [signed, wants] of [
      ['either', false],
      ['response', false],
      ['assertion', true],
      ['both', true],
    ] as const) {
      expect(await written({ settings: { signed } })).to.include(`WantAssertionsSigned="${String(wants)}"`)
    }
  })

  it('are made anew when an hour has passed or the keys change, and not before', async () => {
    const id = (xml: string) => / ID="([^"]+)"/.exec(xml)?.[1]
    let now = NOW
    let announced = spKeys().announced()
    const keys = { ...spKeys(), announced: () => announced }
    const messages = createUpstreamMessages({
      publicUrl: PUBLIC_URL,
      keys,
      clock: { now: () => now },
      displayNames: { de: 'Servicekonto' },
      validForDays: 7,
    })
    const upstream = testUpstream()
    const first = await messages.metadata(upstream)
    expect(id(first)).to.match(/^_[0-9a-f]{40}$/)
    now += 3_599_999
    expect(await messages.metadata(upstream)).to.equal(first)
    now += 1
    const second = await messages.metadata(upstream)
    expect(id(second)).not.to.equal(id(first))
    announced = announced.slice(0, 1)
    expect(await messages.metadata(upstream)).not.to.include('use="encryption"')
  })
})
