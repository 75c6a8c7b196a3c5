import { createSecretKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createKeyLifecycle } from '../../../src/crypto/key-lifecycle.js'
import { createKeyWrap } from '../../../src/crypto/key-wrap.js'
import { createKeyRing } from '../../../src/crypto/key-ring.js'
import { createRandom } from '../../../src/crypto/random.js'
import { createMetadataSource } from '../../../src/saml/metadata/metadata-source.js'
import { NS } from '../../../src/saml/namespaces.js'
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { createKeyStoreInMemory } from '../../crypto/support/key-store-in-memory.js'
import { loginResult, plainLogin, samlBroker } from '../../support/saml-broker.js'
import { nodeSamlPortal, portalProfile } from '../../support/saml-portal.js'
import { BROKER, SSO } from '../../support/saml-requests.js'

const descend = (element: XmlElement, ...names: readonly string[]): XmlElement =>
  names.reduce((parent, name) => childNamed(parent, NS.signature, name) ?? expect.fail(`no ${name}`), element)

/** The signing certificates of a metadata document, in order, and the one that it is signed with. */
function certificatesOf(metadata: string): { readonly announced: readonly string[]; readonly signedBy: string } {
  const root = parseXml(metadata)
  const role = childNamed(root, NS.metadata, 'IDPSSODescriptor') ?? expect.fail('no role')
  const certificate = (parent: XmlElement) => textOf(descend(parent, 'KeyInfo', 'X509Data', 'X509Certificate'))
  return {
    announced: childrenNamed(role, NS.metadata, 'KeyDescriptor')
      .filter((key) => attribute(key, 'use') === 'signing')
      .map(certificate),
    signedBy: certificate(descend(root, 'Signature')),
  }
}

/** A broker with real keys, and portals that know of them what they once read in its metadata. */
async function house() {
  const { store } = createKeyStoreInMemory()
  const wrap = createKeyWrap(createSecretKey(randomBytes(32)))
  const clock = { now: () => Date.now() }
  const keys = createKeyLifecycle({ store, wrap, clock, random: createRandom(), host: 'konto.example' })
  const ring = createKeyRing({ store, wrap, pollEvery: 60_000, onError: () => undefined })
  const face = {
    entityId: BROKER,
    ssoLocation: SSO,
    sloLocation: SSO,
    sloSoapLocation: SSO,
    artifactLocation: SSO,
    displayNames: { de: 'Konto' },
  }
  const metadata = createMetadataSource(face, { keys: ring, clock, validForDays: 28 })
  await keys.ensure()
  await ring.refresh()
  const broker = samlBroker({ keys: ring, clock })
  const answer = async () => {
    const now = clock.now()
    const result = loginResult({ givenName: 'Jana' }, { authnInstant: now, sessionNotOnOrAfter: now + 60_000 })
    return (await broker.messages.success(plainLogin(samlBroker()), result)).answer.fields
  }
  const read = async () => certificatesOf(await metadata())
  /** Whether a portal that knows these certificates lets the citizen in. */
  const letsIn = (certificates: readonly string[], fields: Readonly<Record<string, string>>): Promise<boolean> =>
    portalProfile(nodeSamlPortal({ idpCert: [...certificates] }), fields).then(
      () => true,
      () => false,
    )
  return { keys, ring, answer, read, letsIn }
}

describe('a roll-over of the signing key', () => {
  it('loses no login at a portal that reads the metadata in time, from the old key over both to the new', async () => {
    const { keys, ring, answer, read, letsIn } = await house()
    const before = await read()
    expect(before.announced).to.deep.equal([before.signedBy])
    const old = before.signedBy

    // Announced: everybody still gets the old signature, also who has read the metadata anew.
    const next = await keys.generate('signing', 'RSA-3072', 'cli:tester')
    await ring.refresh()
    const both = await read()
    expect(both).to.deep.equal({ announced: [old, next.certificate], signedBy: old })
    const underWay = await answer()
    for (const known of [before, both]) expect(await letsIn(known.announced, underWay)).to.equal(true)
    expect(await letsIn([next.certificate], underWay)).to.equal(false)

    // Activated: who knows both goes on, and what was signed before still holds for who reads the metadata only now.
    await keys.activate(next.id, 'cli:tester')
    await ring.refresh()
    const after = await read()
    expect(after).to.deep.equal({ announced: [next.certificate, old], signedBy: next.certificate })
    const renewed = await answer()
    expect(await letsIn(both.announced, renewed)).to.equal(true)
    expect(await letsIn(after.announced, renewed)).to.equal(true)
    expect(await letsIn(after.announced, underWay)).to.equal(true)
    // What the warning of `keys activate` is about.
    expect(await letsIn(before.announced, renewed)).to.equal(false)

    // Retired: the old one is gone, and nobody needs it.
    const [former] = (await keys.list()).filter(({ state }) => state === 'previous')
    await keys.retire(former?.id ?? '', 'cli:tester')
    await ring.refresh()
    const last = await read()
    expect(last).to.deep.equal({ announced: [next.certificate], signedBy: next.certificate })
    for (const known of [both, after, last]) expect(await letsIn(known.announced, await answer())).to.equal(true)
    expect(await letsIn(last.announced, underWay)).to.equal(false)
  })

  it('has a way back as long as the former key is not retired', async () => {
    const { keys, ring, answer, read, letsIn } = await house()
    const before = await read()
    const next = await keys.generate('signing', 'RSA-3072', 'cli:tester')
    await keys.activate(next.id, 'cli:tester')
    await ring.refresh()
    expect(await letsIn(before.announced, await answer())).to.equal(false)
    const [former] = (await keys.list()).filter(({ state }) => state === 'previous')
    await keys.activate(former?.id ?? '', 'cli:tester')
    await ring.refresh()
    expect(await letsIn(before.announced, await answer())).to.equal(true)
    expect((await read()).announced).to.deep.equal([before.signedBy, next.certificate])
  })
})
