import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { ReadEntity } from '../../../src/saml/metadata/service-members.js'
import { testKey } from '../../support/xml-keys.js'
import { acs, aggregate, keyDescriptor, spMetadata } from '../../support/xml-metadata.js'
import { BROKER, fileRefusedBy, levelIn, NOW, read, readText, refusedBy, rulesOf } from '../../support/xml-service.js'

describe('metadata of a partner', () => {
  const key = testKey('RSA-3072')

  describe('as service providers write it', () => {
    const fixture = (name: string): ReadEntity => {
      const file = new URL(`../../fixtures/metadata/${name}.xml`, import.meta.url)
      const { entities, refused } = readText(readFileSync(file, 'utf8'))
      expect(refused).to.deep.equal([])
      const [entity] = entities
      if (!entity) throw new Error('no entity')
      return entity
    }

    it('is read from Shibboleth, with the comment that it begins with', () => {
      const { entityId, metadata, findings } = fixture('shibboleth-sp')
      expect(entityId).to.equal('https://portal.bonn.example/shibboleth')
      expect(findings).to.deep.equal([])
      const base = 'https://portal.bonn.example/Shibboleth.sso/SAML2'
      expect(metadata.assertionConsumerServices).to.deep.equal([
        { index: 1, isDefault: true, binding: 'post', location: `${base}/POST` },
        { index: 3, isDefault: false, binding: 'artifact', location: `${base}/Artifact` },
      ])
      expect(metadata.singleLogoutServices.map(({ binding }) => binding)).to.deep.equal([
        'soap',
        'redirect',
        'post',
        'artifact',
      ])
      expect(metadata.keys.map(({ use }) => use)).to.deep.equal(['signing', 'encryption'])
      expect(metadata.keys[0]?.certificate).to.match(/^[A-Za-z0-9+/]+=*$/)
      expect(metadata.keys[1]?.encryptionMethods.slice(-2)).to.deep.equal([
        {
          algorithm: 'http://www.w3.org/2009/xmlenc11#rsa-oaep',
          digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
          mgf: 'http://www.w3.org/2009/xmlenc11#mgf1sha256',
        },
        { algorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p', digest: null, mgf: null },
      ])
      expect(metadata.signingMethods.map((uri) => uri.split('#')[1])).to.deep.equal(['ecdsa-sha256', 'rsa-sha256'])
      expect(metadata).to.deep.include({
        authnRequestsSigned: false,
        nameIdFormats: [],
        displayNames: {},
        entityAttributes: [],
      })
    })

    it('is read from mod_auth_mellon: default namespace, a key for both uses, signed requests', () => {
      const { metadata, findings } = fixture('mellon-sp')
      expect(findings).to.deep.equal([])
      expect(metadata.keys.map(({ use }) => use)).to.deep.equal(['both'])
      expect(metadata.authnRequestsSigned).to.equal(true)
      expect(metadata.assertionConsumerServices.map(({ index, isDefault }) => [index, isDefault])).to.deep.equal([
        [0, true],
        [1, false],
      ])
    })

    it('is read from SimpleSAMLphp: SAML 1.1 beside 2.0, names, links and requested attributes', () => {
      const entity = fixture('simplesamlphp-sp')
      const { metadata } = entity
      expect(metadata.assertionConsumerServices).to.have.length(1)
      expect(metadata.displayNames).to.deep.equal({ de: 'Bauamt online', en: 'Building office' })
      expect(metadata.informationUrls).to.deep.equal({ de: 'https://herne.example/bauamt' })
      expect(metadata.privacyUrls).to.deep.equal({ de: 'https://herne.example/datenschutz#bauamt' })
      expect(metadata.nameIdFormats).to.deep.equal(['urn:oasis:names:tc:SAML:2.0:nameid-format:transient'])
      expect(metadata.attributeConsumingServices).to.deep.equal([
        {
          index: 0,
          isDefault: true,
          names: { de: 'Bauanträge' },
          requested: [
            { name: 'urn:oid:2.5.4.42', isRequired: true },
            { name: 'urn:oid:2.5.4.4', isRequired: true },
            { name: 'urn:oid:0.9.2342.19200300.100.1.3', isRequired: false },
            { name: 'urn:oid:1.2.40.0.10.2.1.1.261.94', isRequired: true },
            { name: 'mail', isRequired: true },
          ],
        },
      ])
      expect(rulesOf(entity)).to.have.members(['metadata-link'])
    })
  })

  describe('refused as a file', () => {
    it('if it is not XML in the accepted form', () => {
      for (const text of ['', 'entityID', '<a>', `<!DOCTYPE a>${spMetadata()}`, `<?pi x?>${spMetadata()}`]) {
        expect(fileRefusedBy(text), text).to.equal('metadata-not-xml')
      }
    })

    it('if a comment stands inside a text, while comments between elements are taken', () => {
      const formats = (inside: string) => spMetadata({ formats: `<md:NameIDFormat>${inside}</md:NameIDFormat>` })
      expect(fileRefusedBy(formats('urn:x<!-- -->:y'))).to.equal('metadata-not-xml')
      const commented = spMetadata({ formats: '<!-- formats --><md:NameIDFormat>urn:x</md:NameIDFormat>' })
      expect(readText(commented).entities).to.have.length(1)
    })

    it('if the group that it is breaks the schema, with the line', () => {
      const group = (attributes: string, inside = '') => aggregate(`\n${spMetadata()}${inside}`, attributes)
      expect(fileRefusedBy(group(' ValidUntil="2026-12-01T00:00:00Z"'))).to.equal('metadata-schema')
      expect(fileRefusedBy(group('', '<md:EntityDescripter entityID="https://b.example"/>'))).to.equal(
        'metadata-schema',
      )
      expect(() => readText(group('', '\n\n<md:Organization/>'))).to.throw(/line 7: .*'Organization'/)
    })

    it('if it is another document of the same schema', () => {
      expect(fileRefusedBy('<EmailAddress xmlns="urn:x"/>')).to.equal('metadata-root')
      const affiliation =
        '<AffiliationDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" affiliationOwnerID="urn:x"><AffiliateMember>urn:y</AffiliateMember></AffiliationDescriptor>'
      expect(fileRefusedBy(affiliation)).to.equal('metadata-root')
    })

    it('if its validUntil has passed by more than five minutes that clocks may differ', () => {
      const until = (time: string) => spMetadata({ attributes: ` validUntil="${time}"` })
      expect(fileRefusedBy(until('2026-11-20T11:55:00Z'))).to.equal('metadata-expired')
      expect(fileRefusedBy(until('2026-11-20T12:55:00+01:00'))).to.equal('metadata-expired')
      expect(fileRefusedBy(aggregate(spMetadata(), ' validUntil="2026-11-01T00:00:00Z"'))).to.equal('metadata-expired')
      expect(fileRefusedBy(until('2026-12-01T24:00:00Z'))).to.equal('metadata-valid-until')
      const entity = readText(until('2026-11-20T11:55:01Z')).entities[0]
      expect(entity?.metadata.validUntil).to.equal(NOW - 299_000)
    })

    it('if the ID of a group occurs twice', () => {
      for (const inside of [spMetadata({ attributes: ' ID="_all"' }), aggregate(spMetadata(), ' ID="_all"')]) {
        expect(fileRefusedBy(aggregate(inside, ' ID="_all"')), inside).to.equal('metadata-schema')
      }
    })

    it('if it holds no entity', () => {
      const empty = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>`
      expect(fileRefusedBy(empty)).to.equal('metadata-schema')
    })

    it('but not for the byte order mark that Windows writes', () => {
      expect(readText(`\uFEFF${spMetadata()}`).entities).to.have.length(1)
    })
  })

  describe('of one service', () => {
    it('is refused without an SPSSODescriptor for SAML 2.0', () => {
      const saml1 = spMetadata().replace(
        '"urn:oasis:names:tc:SAML:2.0:protocol"',
        '"urn:oasis:names:tc:SAML:1.1:protocol"',
      )
      expect(readText(saml1).refused[0]?.rule).to.equal('metadata-no-service')
    })

    it('is read from its first role that speaks SAML 2.0', () => {
      const text = spMetadata()
      const role = /<md:SPSSODescriptor.*<\/md:SPSSODescriptor>/s.exec(text)?.[0] ?? ''
      const old = role.replace('SAML:2.0:protocol', 'SAML:1.1:protocol').replace('/acs', '/old')
      const later = role.replace('/acs', '/later')
      const [entity] = readText(text.replace(role, old + role + later)).entities
      expect(entity?.metadata.assertionConsumerServices[0]?.location).to.equal('https://sp.example/acs')
    })

    it('is refused under the entityID of the broker, or one with white space in it, or nothing', () => {
      expect(refusedBy({ entityId: BROKER })).to.equal('metadata-own-entity')
      for (const entityId of ['', ' ', 'https://sp.example/a b', 'https://sp.example/&#x200B;', '&#xA0;']) {
        expect(refusedBy({ entityId }), JSON.stringify(entityId)).to.equal('metadata-entity-id')
      }
    })

    it('has no white space around its addresses, which their type takes away, and is the same service without', () => {
      const padded = spMetadata({
        entityId: '\n https://sp.example&#9;',
        consumers: acs(1, ' https://sp.example/acs&#10;'),
      })
        .replaceAll('protocolSupportEnumeration="', '$& urn:x&#10;')
        .replaceAll('Binding="', '$& ')
      const [entity] = readText(padded).entities
      expect(entity?.entityId).to.equal('https://sp.example')
      expect(entity?.metadata.assertionConsumerServices[0]?.location).to.equal('https://sp.example/acs')
      const inner = (entityId: string) => spMetadata({ entityId }).replace(/xmlns:\w+="[^"]*" ?/g, '')
      const { refused } = readText(aggregate(inner('https://sp.example') + inner(' https://sp.example ')))
      expect(refused.map(({ rule }) => rule)).to.deep.equal(['metadata-entity-twice', 'metadata-entity-twice'])
      expect(refusedBy({ entityId: ` ${BROKER} ` })).to.equal('metadata-own-entity')
      const spaced = acs(1, 'https://sp.example/a b')
      expect(refusedBy({ consumers: spaced })).to.equal('metadata-endpoint')
    })

    it('has no white space around its times, numbers and truth values either, whatever the schema’s processor says', () => {
      const { metadata } = read({
        attributes: ' ID=" _one&#10;" validUntil="&#10; 2026-12-01T00:00:00Z "',
        roleAttributes: ' AuthnRequestsSigned=" true " validUntil=" 2026-11-30T00:00:00.0000000Z"',
        keys: keyDescriptor(key.certificate, 'signing'),
        consumers: acs(1, 'https://sp.example/acs').replace('index="1"', 'index="&#9;1 " isDefault=" 1 "'),
      })
      expect(metadata.validUntil).to.equal(Date.UTC(2026, 10, 30))
      expect(metadata.authnRequestsSigned).to.equal(true)
      expect(metadata.assertionConsumerServices[0]?.index).to.equal(1)
    })

    it('is refused if an ID of it occurs twice, also in a part that nobody reads, and the rest of its group is not', () => {
      const idp = (id: string) => `<md:RoleDescriptor ID="${id}"/>`
      const twice = (after: string, roleExtensions = '') =>
        spMetadata({ attributes: ' ID="_one"', roleAttributes: ' ID="_two"', after, roleExtensions })
      const good = spMetadata({ entityId: 'https://good.example', attributes: ' ID="_good"' })
      expect(readText(twice(idp('_three'))).entities).to.have.length(1)
      for (const text of [
        twice(idp('_two')),
        twice(idp('_one')),
        twice(idp(' _one&#10;')),
        twice('', '<x:a xmlns:x="urn:x" ID="_one"/>'),
        twice('', '<x:a xmlns:x="urn:x" xml:id="_two"/>'),
        twice('', '<ds:Object Id="_two"/>'),
      ]) {
        const { entities, refused } = readText(aggregate(good + text))
        expect(
          entities.map(({ entityId }) => entityId),
          text,
        ).to.deep.equal(['https://good.example'])
        expect(
          refused.map(({ rule }) => rule),
          text,
        ).to.deep.equal(['metadata-schema'])
        expect(readText(text).entities, text).to.deep.equal([])
      }
      const other = spMetadata({ entityId: 'https://b.example', attributes: ' ID="_one"' })
      const { entities, refused } = readText(aggregate(twice('') + good + other))
      expect(entities.map(({ entityId }) => entityId)).to.deep.equal(['https://good.example'])
      expect(refused.map(({ entityId }) => entityId)).to.deep.equal([
        'https://sp.example/metadata',
        'https://b.example',
      ])
    })

    it('is refused where something stands twice that may stand once', () => {
      const ui = '<mdui:UIInfo><mdui:DisplayName xml:lang="de">Amt</mdui:DisplayName></mdui:UIInfo>'
      const method = (inside: string) =>
        keyDescriptor(
          testKey().certificate,
          'encryption',
          `<md:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p">${inside}</md:EncryptionMethod>`,
        )
      const digest = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
      const mgf = '<xenc11:MGF Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha256"/>'
      const name = '<mdui:DisplayName xml:lang="DE">Stadt</mdui:DisplayName></mdui:UIInfo>'
      for (const recipe of [
        { roleExtensions: ui + ui },
        { roleExtensions: ui.replace('</mdui:UIInfo>', name) },
        { keys: method(digest + digest) },
        { keys: method(mgf + mgf) },
      ]) {
        expect(refusedBy(recipe)).to.equal('metadata-schema')
      }
      expect(read({ roleExtensions: ui, keys: method(digest + mgf) }).entityId).to.equal('https://sp.example/metadata')
    })

    it('takes values of any type in the entity attributes for what they are', () => {
      const attribute = (inside: string) =>
        '<mdattr:EntityAttributes><saml:Attribute Name="urn:x">' +
        `<saml:AttributeValue>${inside}</saml:AttributeValue></saml:Attribute></mdattr:EntityAttributes>`
      const level = 'http://eidas.europa.eu/LoA/high'
      expect(levelIn(read({ extensions: attribute(` ${level} `) }))).to.equal('hoch')
      expect(levelIn(read({ extensions: attribute(`<x xmlns="urn:x">${level}</x>`) }))).to.equal(null)
      expect(levelIn(read({ extensions: attribute(`${level}<x xmlns="urn:x"/>`) }))).to.equal(null)
    })

    it('is refused if what is read of it breaks the schema, with entityID and line', () => {
      const { refused } = readText(spMetadata({ consumers: '' }))
      expect(refused).to.have.length(1)
      expect(refused[0]?.message).to.match(/^https:\/\/sp\.example\/metadata: .* line 2: .*SPSSODescriptor/)
      for (const recipe of [
        { consumers: '' },
        { entityId: `https://sp.example/${'x'.repeat(1020)}` },
        { roleAttributes: ' AuthnRequestSigned="true"' },
        { roleAttributes: ' AuthnRequestsSigned="yes"' },
        { attributes: ' ValidUntil="2026-12-01T00:00:00Z"' },
        { attributes: ' ID="1a"' },
        { keys: '<md:KeyDescriptor use="sign"><ds:KeyInfo><ds:KeyValue/></ds:KeyInfo></md:KeyDescriptor>' },
        { keys: '<md:KeyDescriptor use="signing"/>' },
        { formats: '<md:NameIDFormats>urn:x</md:NameIDFormats>' },
        { roleExtensions: '<mdui:UIInfo><mdui:DisplayName>Amt</mdui:DisplayName></mdui:UIInfo>' },
        { consumers: acs(1, 'https://sp.example/acs', ' isDefault="ja"') },
        { consumers: acs(70_000, 'https://sp.example/acs') },
        { attributeServices: '<md:AttributeConsumingService index="1"/>' },
      ]) {
        expect(refusedBy(recipe), JSON.stringify(recipe)).to.equal('metadata-schema')
      }
    })

    it('is refused if the role has expired', () => {
      expect(refusedBy({ roleAttributes: ' validUntil="2026-11-20T11:55:00Z"' })).to.equal('metadata-expired')
      const { metadata } = read({
        attributes: ' validUntil="2026-12-02T00:00:00Z"',
        roleAttributes: ' validUntil="2026-12-01T00:00:00Z"',
      })
      expect(metadata.validUntil).to.equal(Date.UTC(2026, 11, 1))
    })
  })

  describe('in an aggregate', () => {
    const good = (name: string) => spMetadata({ entityId: `https://${name}.example` })

    it('is read from nested groups, each with the earliest end around it', () => {
      const inner = aggregate(good('b'), ' validUntil="2026-12-01T00:00:00Z"')
      const { entities } = readText(aggregate(good('a') + inner, ' validUntil="2026-12-24T00:00:00Z"'))
      expect(entities.map(({ entityId, metadata }) => [entityId, metadata.validUntil])).to.deep.equal([
        ['https://a.example', Date.UTC(2026, 11, 24)],
        ['https://b.example', Date.UTC(2026, 11, 1)],
      ])
    })

    it('is refused alone where it breaks a rule, while the rest is read', () => {
      const bad = spMetadata({ entityId: 'https://bad.example', consumers: acs(1, 'http://bad.example/acs') })
      const old = aggregate(good('old'), ' validUntil="2026-11-01T00:00:00Z"')
      const { entities, refused } = readText(aggregate(good('a') + bad + old + good('b')))
      expect(entities.map(({ entityId }) => entityId)).to.deep.equal(['https://a.example', 'https://b.example'])
      expect(refused.map(({ entityId, rule }) => [entityId, rule])).to.deep.equal([
        ['https://bad.example', 'metadata-endpoint'],
        ['https://old.example', 'metadata-expired'],
      ])
      expect(refused[0]?.message).to.match(/^https:\/\/bad\.example: AssertionConsumerService 1: .*must be https/)
    })

    it('has each member with a schema fault refused alone, with its line in the file', () => {
      const faulty = spMetadata({ entityId: 'https://faulty.example', consumers: '' })
      const nameless = spMetadata().replace(/ entityID="[^"]*"/, '')
      const { entities, refused } = readText(aggregate(`${good('a')}\n\n${faulty}\n${nameless}\n${good('b')}`))
      expect(entities.map(({ entityId }) => entityId)).to.deep.equal(['https://a.example', 'https://b.example'])
      expect(refused.map(({ entityId, rule }) => [entityId, rule])).to.deep.equal([
        ['https://faulty.example', 'metadata-schema'],
        ['', 'metadata-entity-id'],
      ])
      expect(refused[0]?.message).to.match(/^https:\/\/faulty\.example: .*line 7: /)
      expect(refused[1]?.message).to.match(/^line 10: /)
    })

    it('has both refused that have one entityID, whatever each of them is', () => {
      const faulty = spMetadata({ entityId: 'https://a.example', consumers: '' })
      for (const twin of [good('a'), faulty, aggregate(good('a'))]) {
        const { entities, refused } = readText(aggregate(good('a') + good('b') + twin))
        expect(entities.map(({ entityId }) => entityId)).to.deep.equal(['https://b.example'])
        expect(refused.map(({ entityId, rule }) => [entityId, rule])).to.deep.equal([
          ['https://a.example', 'metadata-entity-twice'],
          ['https://a.example', 'metadata-entity-twice'],
        ])
      }
    })

    it('has the members of a group refused alone if that group is not what the schema has', () => {
      const group = aggregate(good('b'), ' ValidUntil="2020-01-01T00:00:00Z"')
      const { entities, refused } = readText(aggregate(good('a') + group))
      expect(entities.map(({ entityId }) => entityId)).to.deep.equal(['https://a.example'])
      expect(refused.map(({ entityId, rule }) => [entityId, rule])).to.deep.equal([
        ['https://b.example', 'metadata-schema'],
      ])
    })

    it('has the members of a group refused alone if that group’s validUntil is no time or past', () => {
      const group = (inside: string, until: string) => aggregate(inside, ` validUntil="${until}"`)
      const faulty = group(good('b') + aggregate(good('c')), '2026-12-01T24:00:00Z')
      const { entities, refused } = readText(aggregate(good('a') + faulty + group(good('d'), '2020-01-01T00:00:00Z')))
      expect(entities.map(({ entityId }) => entityId)).to.deep.equal(['https://a.example'])
      expect(refused.map(({ entityId, rule }) => [entityId, rule])).to.deep.equal([
        ['https://b.example', 'metadata-valid-until'],
        ['https://c.example', 'metadata-valid-until'],
        ['https://d.example', 'metadata-expired'],
      ])
      expect(refused[1]?.message).to.match(/^https:\/\/c\.example: EntitiesDescriptor: validUntil/)
      expect(fileRefusedBy(group(good('a'), '2026-12-01T24:00:00Z'))).to.equal('metadata-valid-until')
    })

    it('takes seconds with 2,000 services', () => {
      const keys = keyDescriptor(key.certificate) + keyDescriptor(key.certificate, 'encryption')
      const many = Array.from({ length: 2_000 }, (_, index) =>
        spMetadata({ entityId: `https://sp${index}.example`, keys }),
      )
      const start = process.hrtime.bigint()
      expect(readText(aggregate(many.join('\n'))).entities).to.have.length(2_000)
      expect(Number(process.hrtime.bigint() - start) / 1e9).to.be.below(45)
    })
  })
})
