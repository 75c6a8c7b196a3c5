import { expect } from 'chai'
import type { UpstreamIdentity } from '../../../src/domain/ports/upstream-messages.js'
import { rejectionOf } from '../../support/saml-errors.js'
import {
  assertionXml,
  attributeElement,
  nameIdElement,
  readAnswer,
  responseXml,
  sealed,
  signedAnswer,
  signedAt,
  type AssertionDraft,
} from '../../support/upstream-idp.js'

const GIVEN = 'urn:oid:2.5.4.42'
const FAMILY = 'urn:oid:2.5.4.4'
const BIRTH = 'urn:oid:1.2.40.0.10.2.1.1.55'
const COUNTRY = 'urn:oid:1.2.40.0.10.2.1.1.225599'
const PAIRWISE = 'urn:oasis:names:tc:SAML:attribute:pairwise-id'
const TRANSIENT = ' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"'

async function identity(draft: AssertionDraft): Promise<UpstreamIdentity> {
  const answer = await readAnswer(signedAnswer(draft))
  return answer.kind === 'identity' ? answer : expect.fail('nobody is named')
}

const read = async (...values: readonly string[]) => {
  const { attributes, leftOut } = await identity({ values: values.join('') })
  const texts = Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]))
  return { texts, leftOut }
}

const refused = (draft: AssertionDraft) => rejectionOf(readAnswer(signedAnswer(draft)))

describe('an attribute of an upstream', () => {
  it('is what its name says, in whatever NameFormat, a stray blank in it or not', async () => {
    const basic = attributeElement(GIVEN, ['Erika']).replace('attrname-format:uri', 'attrname-format:basic')
    const blank = attributeElement('urn:oid: 2.5.4.4 ', ['Mustermann'])
    const friendly = attributeElement('urn:x', ['Hans'], ' FriendlyName="givenName"')
    expect(await read(basic, blank, friendly)).to.deep.equal({
      texts: { givenName: 'Erika', familyName: 'Mustermann' },
      leftOut: [],
    })
  })

  it('is in NFC and within DIN 91379, or it is left out', async () => {
    expect((await read(attributeElement(GIVEN, ['Ju\u0308rgen']))).texts).to.deep.equal({ givenName: 'J\u00fcrgen' })
    for (const value of ['Ерика', 'Erika 2', 'a\u202eb', 'x'.repeat(257), 'a\u200bb']) {
      expect(await read(attributeElement(GIVEN, [value]), attributeElement(FAMILY, ['Li'])), value).to.deep.equal({
        texts: { familyName: 'Li' },
        leftOut: ['givenName'],
      })
    }
  })

  it('is a date that was, or left out', async () => {
    for (const value of ['1964-08-12', '1964-08', '1964']) {
      expect((await read(attributeElement(BIRTH, [value]))).texts).to.deep.equal({ birthDate: value })
    }
    for (const value of ['12.08.1964', '1964-02-30', '2064-01-01', '19640812']) {
      expect(await read(attributeElement(BIRTH, [value]))).to.deep.equal({ texts: {}, leftOut: ['birthDate'] })
    }
  })

  it('is a country by two letters, also where a card has another word for it', async () => {
    for (const [written, country] of [
      ['DE', 'DE'],
      ['D', 'DE'],
      ['AUT', 'AT'],
    ] as const) {
      expect((await read(attributeElement(COUNTRY, [written]))).texts).to.deep.equal({ country })
    }
    expect((await read(attributeElement(COUNTRY, ['Deutschland']))).leftOut).to.deep.equal(['country'])
  })

  it('is nothing where it is empty or nil, and that is no fault', async () => {
    const xsi = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    const nil = attributeElement(GIVEN, ['']).replace(
      '<saml:AttributeValue>',
      `<saml:AttributeValue${xsi} xsi:nil="true">`,
    )
    for (const each of [
      nil,
      attributeElement(GIVEN, ['']),
      attributeElement(GIVEN, [' \n ']),
      attributeElement(GIVEN, []),
    ]) {
      expect(await read(each)).to.deep.equal({ texts: {}, leftOut: [] })
    }
    expect((await read(attributeElement(GIVEN, ['', 'Erika']))).texts).to.deep.equal({ givenName: 'Erika' })
  })

  it('is left out where several values disagree, or one is no text', async () => {
    expect(await read(attributeElement(GIVEN, ['Erika', 'Hans']))).to.deep.equal({ texts: {}, leftOut: ['givenName'] })
    expect((await read(attributeElement(GIVEN, ['Erika', 'Erika']))).texts).to.deep.equal({ givenName: 'Erika' })
    const complex = attributeElement(GIVEN, ['Erika<x:b xmlns:x="urn:x"/>'])
    expect(await read(complex)).to.deep.equal({ texts: {}, leftOut: ['givenName'] })
  })

  it('refuses the answer where it stands twice, in whatever spelling or statement', async () => {
    const twice = [
      attributeElement(GIVEN, ['Erika']) + attributeElement(GIVEN, ['Hans']),
      attributeElement(GIVEN, ['Erika']) + attributeElement('urn:oid: 2.5.4.42', ['Hans']),
      `${attributeElement(GIVEN, ['Erika'])}</saml:AttributeStatement><saml:AttributeStatement>${attributeElement(GIVEN, ['Hans'])}`,
      attributeElement(PAIRWISE, ['a@x']) + attributeElement(PAIRWISE, ['b@x']),
    ]
    for (const values of twice) expect(await refused({ values })).to.equal('upstream-subject')
    const unread = attributeElement('urn:x', ['1']) + attributeElement('urn:x', ['2'])
    expect(await read(unread)).to.deep.equal({ texts: {}, leftOut: [] })
  })

  it('may be encrypted, and then counts no less', async () => {
    const saml = 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
    const inside = (xml: string) =>
      sealed(xml.replace('<saml:Attribute ', `<saml:Attribute ${saml} `), 'EncryptedAttribute')
    const values = inside(attributeElement(GIVEN, ['Erika']))
    expect((await read(values)).texts).to.deep.equal({ givenName: 'Erika' })
    expect(await refused({ values: values + attributeElement(GIVEN, ['Hans']) })).to.equal('upstream-subject')
    const other = sealed(`<saml:NameID ${saml}>x</saml:NameID>`, 'EncryptedAttribute')
    expect(await refused({ values: other })).to.equal('upstream-malformed')
  })
})

describe('the name of somebody at an upstream', () => {
  it('is kept to the byte, with all that qualifies it', async () => {
    const qualified = ' NameQualifier="https://q.example" SPNameQualifier="https://sp.example"'
    const { nameId, isLasting } = await identity({ nameId: nameIdElement(' Ju\u0308rgen\t', qualified) })
    expect(nameId).to.deep.equal({
      format: null,
      nameQualifier: 'https://q.example',
      spNameQualifier: 'https://sp.example',
      value: ' Ju\u0308rgen\t',
    })
    expect(isLasting).to.equal(true)
  })

  it('is refused blank, too long, with an element in it, or not there', async () => {
    for (const value of ['', ' \n', '\u00a0', '\u3000\u2003', 'x'.repeat(257)]) {
      expect(await refused({ nameId: nameIdElement(value) }), value).to.equal('upstream-subject')
    }
    expect((await identity({ nameId: nameIdElement('x'.repeat(256)) })).nameId.value).to.have.length(256)
    expect(await refused({ nameId: '' })).to.equal('upstream-subject')
    const base = '<saml:BaseID xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x:y"/>'
    expect(await refused({ nameId: base })).to.be.oneOf(['upstream-subject', 'upstream-malformed'])
  })

  it('may be encrypted', async () => {
    const saml = 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
    const inside = sealed(`<saml:NameID ${saml}>erika-0815</saml:NameID>`, 'EncryptedID')
    expect((await identity({ nameId: inside })).nameId.value).to.equal('erika-0815')
    const other = sealed(`<saml:Issuer ${saml}>erika-0815</saml:Issuer>`, 'EncryptedID')
    expect(await refused({ nameId: other })).to.equal('upstream-subject')
    const stolen = inside.replace(/<xenc:CipherValue>[^<]{40}/, `<xenc:CipherValue>${'A'.repeat(40)}`)
    expect(await refused({ nameId: stolen })).to.equal('upstream-encryption')
  })

  it('lasts, unless it is transient; then an identifier that lasts takes its place, where there is one', async () => {
    const values = attributeElement(PAIRWISE, ['erika@nachbar.example'])
    const session = { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient', value: '_t1' }
    const bare = await identity({ nameId: nameIdElement('_t1', TRANSIENT) })
    expect(bare.isLasting).to.equal(false)
    expect(bare.nameId).to.include(session)
    const named = await identity({ nameId: nameIdElement('_t1', TRANSIENT), values })
    expect(named).to.deep.include({
      isLasting: true,
      nameId: { format: PAIRWISE, nameQualifier: null, spNameQualifier: null, value: 'erika@nachbar.example' },
    })
    expect(named.sessionNameId).to.include(session)
    expect((await identity({ values })).nameId.value).to.equal('erika-4711')
    const long = attributeElement(PAIRWISE, ['x'.repeat(257)])
    expect(await refused({ nameId: nameIdElement('_t1', TRANSIENT), values: long })).to.equal('upstream-subject')
  })
})

describe('an attribute in a Response that is signed as a whole', () => {
  it('is read from what was signed', async () => {
    const values = attributeElement(GIVEN, ['Erika'])
    const answer = await readAnswer(signedAt(responseXml({ content: assertionXml({ values }) }), 'Response'))
    expect(answer).to.deep.include({ attributes: { givenName: { value: 'Erika', level: null } } })
  })
})
