import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'chai'
import type { UpstreamIdentity } from '../../../src/domain/ports/upstream-messages.js'
import { UPSTREAM_DIALECTS, type UpstreamDialect } from '../../../src/domain/upstream.js'
import { upstreamFace } from '../../../src/saml/dialects/upstream-faces.js'
import { createUpstreamMessages } from '../../../src/saml/sp/upstream-messages.js'
import { writeRequest } from '../../../src/saml/sp/write-request.js'
import { unsigned } from '../../../src/saml/xml/signature-template.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { goldenSigner } from '../../support/golden-signer.js'
import { rejectionOf } from '../../support/saml-errors.js'
import { testSigningKeys } from '../../support/saml-keys.js'
import { NOW } from '../../support/saml-requests.js'
import {
  assertionXml,
  attributeElement,
  authnStatement,
  nameIdElement,
  PUBLIC_URL,
  readAnswer,
  responseXml,
  sealed,
  signedAnswer,
  signedAt,
  SP,
  testQuestion,
  testUpstream,
  UPSTREAM_ACS,
  UPSTREAM_SSO,
  type AssertionDraft,
} from '../../support/upstream-idp.js'

const SAML = UPSTREAM_DIALECTS.filter((each): each is Exclude<UpstreamDialect, 'oidc'> => each !== 'oidc')
const TRANSIENT = ' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"'

async function identity(xml: string, dialect: UpstreamDialect): Promise<UpstreamIdentity> {
  const answer = await readAnswer(xml, { dialect })
  return answer.kind === 'identity' ? answer : expect.fail('nobody is named')
}

const textsOf = ({ attributes }: UpstreamIdentity): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]))

const without = (values: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter(([each]) => each !== name))

const question = testQuestion({
  level: 'substantiell',
  attributes: { required: ['givenName', 'familyName', 'street'], optional: ['birthDate', 'country'] },
  serviceName: 'Bürgerportal <Aachen> & Umland',
  proxyCount: 2,
})

/** A changed message is a decision: delete the file, let the test write it anew, and look at the difference. */
describe('what upstreams get', () => {
  for (const dialect of SAML) {
    const upstream = testUpstream({ dialect })
    const messages: Readonly<Record<string, () => Promise<string>>> = {
      request: () => {
        const place = { entityId: SP, acs: UPSTREAM_ACS, destination: UPSTREAM_SSO, issueInstant: NOW }
        const asked = { ...question, askedBy: question.serviceName ?? '' }
        return Promise.resolve(unsigned(writeRequest(upstream, asked, upstreamFace(dialect), place)))
      },
      metadata: () =>
        createUpstreamMessages({
          publicUrl: PUBLIC_URL,
          keys: testSigningKeys(goldenSigner),
          clock: { now: () => NOW },
          displayNames: {},
          validForDays: 7,
        }).metadata(upstream),
    }
    for (const [kind, write] of Object.entries(messages)) {
      it(`is byte for byte what it was: ${kind} of ${dialect}`, async () => {
        const file = new URL(`./golden/${kind}-${dialect}.xml`, import.meta.url)
        const xml = `${await write()}\n`
        validateSchema(xml.trimEnd(), kind === 'request' ? 'protocol' : 'metadata')
        if (!existsSync(file)) {
          writeFileSync(file, xml)
          expect.fail(`${kind}-${dialect}.xml was missing and is written anew: look at it, then run again`)
        }
        expect(xml).to.equal(readFileSync(file, 'utf8'))
      })
    }
  }
})

describe('an upstream that speaks akdb', () => {
  const BPK2 = 'urn:oid:1.3.6.1.4.1.25484.494450.3'
  const marked = (name: string, value: string, mark: string) =>
    attributeElement(name, [value], ` xmlns:akdb="https://www.akdb.de/request/2018/09" akdb:TrustLevel="${mark}"`)
  const answer = (draft: AssertionDraft) =>
    signedAnswer({ nameId: nameIdElement('_t', TRANSIENT), statement: authnStatement('STORK-QAA-Level-3'), ...draft })

  it('names people by bPK2, states STORK levels, and a level for each attribute', async () => {
    const values = [
      marked(BPK2, 'Xh7r2mPq-wT9_abc', 'HOCH'),
      marked('urn:oid:2.5.4.42', 'Erika', 'HOCH'),
      marked('urn:oid:2.5.4.4', 'Mustermann', 'Niedrig'),
      marked('urn:oid:2.5.4.7', 'Aachen', 'UNTERGEORDNET'),
      marked('urn:oid:1.2.40.0.10.2.1.1.225599', 'D', 'SUBSTANTIELL'),
      marked('urn:oid: 1.2.40.0.10.2.1.1.261.94', 'STORK-QAA-Level-3', 'SUBSTANTIELL'),
    ]
    const read = await identity(answer({ values: values.join('') }), 'akdb')
    expect(read).to.deep.include({
      level: 'substantiell',
      isLasting: true,
      nameId: { format: BPK2, nameQualifier: null, spNameQualifier: null, value: 'Xh7r2mPq-wT9_abc' },
      leftOut: [],
      attributes: {
        givenName: { value: 'Erika', level: 'hoch' },
        familyName: { value: 'Mustermann', level: 'normal' },
        locality: { value: 'Aachen', level: 'basis' },
        country: { value: 'DE', level: 'substantiell' },
      },
    })
    expect(read.sessionNameId.value).to.equal('_t')
  })

  it('gives nobody a lasting name without bPK2', async () => {
    expect(await identity(answer({}), 'akdb')).to.include({ isLasting: false })
  })

  it('says nothing by an attribute whose level nobody knows', async () => {
    const values = marked('urn:oid:2.5.4.42', 'Erika', 'SEHR HOCH')
    expect(await identity(answer({ values }), 'akdb')).to.deep.include({ attributes: {}, leftOut: ['givenName'] })
    const foreign = attributeElement('urn:oid:2.5.4.42', ['Erika'], ' xmlns:x="urn:x" x:TrustLevel="HOCH"')
    expect((await identity(answer({ values: foreign }), 'akdb')).attributes).to.deep.equal({
      givenName: { value: 'Erika', level: null },
    })
  })

  it('asks for the level in STORK’s words', async () => {
    expect((await identity(answer({ statement: authnStatement('STORK-QAA-Level-1') }), 'akdb')).level).to.equal('basis')
  })
})

describe('an upstream that speaks fink', () => {
  const inside = signedAt(assertionXml(), 'Assertion')

  it('signs the assertion and encrypts it, or is not believed', async () => {
    expect((await readAnswer(responseXml({ content: sealed(inside) }), { dialect: 'fink' })).kind).to.equal('identity')
    const refused = (xml: string) => rejectionOf(readAnswer(xml, { dialect: 'fink' }))
    expect(await refused(responseXml({ content: inside }))).to.equal('upstream-encryption')
    expect(await refused(signedAt(responseXml({ content: sealed(assertionXml()) }), 'Response'))).to.equal(
      'upstream-signature',
    )
  })

  it('is asked for a fresh proof, and never without a page', async () => {
    const place = { entityId: SP, acs: UPSTREAM_ACS, destination: UPSTREAM_SSO, issueInstant: NOW }
    const write = (rest: object) => {
      const asked = { ...testQuestion(rest), askedBy: 'x' }
      return Promise.resolve().then(() => unsigned(writeRequest(testUpstream(), asked, upstreamFace('fink'), place)))
    }
    expect(await write({})).to.include('ForceAuthn="true"')
    expect(await rejectionOf(write({ isPassive: true }))).to.equal('no-passive')
  })
})

describe('an upstream that speaks eidas', () => {
  const NATURAL = 'http://eidas.europa.eu/attributes/naturalperson/'
  const latin = ' xmlns:n="http://eidas.europa.eu/attributes/naturalperson"'
  const person = {
    PersonIdentifier: 'ES/DE/02635542Y',
    CurrentGivenName: 'Ana',
    CurrentFamilyName: 'García',
    DateOfBirth: '1976-05-15',
  }
  const all = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([name, value]) => attributeElement(NATURAL + name, [value]))
      .join('')
  const answer = (values: string) =>
    responseXml({
      content: sealed(
        signedAt(
          assertionXml({ values, statement: authnStatement('http://eidas.europa.eu/LoA/substantial') }),
          'Assertion',
        ),
      ),
    })

  it('names a natural person by its identifier', async () => {
    const read = await identity(answer(all({ ...person, Gender: 'Female', BirthName: 'Ruiz' })), 'eidas')
    expect(read).to.deep.include({ level: 'substantiell', isLasting: true, leftOut: [] })
    expect(read.nameId).to.include({ format: `${NATURAL}PersonIdentifier`, value: 'ES/DE/02635542Y' })
    expect(textsOf(read)).to.deep.equal({
      givenName: 'Ana',
      familyName: 'García',
      birthDate: '1976-05-15',
      gender: '2',
      birthName: 'Ruiz',
    })
  })

  it('gives names in Latin letters beside another script', async () => {
    const greek = attributeElement(`${NATURAL}CurrentGivenName`, ['Άννα', 'Anna']).replace(
      '<saml:AttributeValue>',
      `<saml:AttributeValue${latin} n:LatinScript="false">`,
    )
    const rest = without(person, 'CurrentGivenName')
    expect(textsOf(await identity(answer(all(rest) + greek), 'eidas'))).to.include({ givenName: 'Anna' })
  })

  it('gives an address in parts, and none that is no address', async () => {
    const encoded = (xml: string) => Buffer.from(xml).toString('base64')
    const parts =
      '<eidas:LocatorDesignator>22</eidas:LocatorDesignator><eidas:Thoroughfare>Calle Mayor</eidas:Thoroughfare>' +
      '<eidas:PostName>Madrid</eidas:PostName><eidas:PostCode>28013</eidas:PostCode><eidas:AdminUnitFirstline>ES</eidas:AdminUnitFirstline>'
    const reading = async (value: string) => identity(answer(all({ ...person, CurrentAddress: value })), 'eidas')
    for (const xml of [parts, parts.replaceAll('eidas:', 'eidas-natural:')]) {
      expect(textsOf(await reading(encoded(xml)))).to.include({
        street: 'Calle Mayor 22',
        postalCode: '28013',
        locality: 'Madrid',
        country: 'ES',
      })
    }
    const evil = encoded(`<!DOCTYPE a>${parts}`)
    for (const value of ['no base64!', encoded('<x:y/>'), evil, encoded(parts).slice(0, -3), `${encoded('x')}=`]) {
      expect((await reading(value)).leftOut).to.deep.equal(['street', 'postalCode', 'locality', 'country'])
    }
  })

  it('names nobody without its mandatory set, in the open, or as an organisation', async () => {
    const refused = (xml: string) => rejectionOf(readAnswer(xml, { dialect: 'eidas' }))
    for (const missing of Object.keys(person)) {
      expect(await refused(answer(all(without(person, missing)))), missing).to.equal('upstream-subject')
      expect(await refused(answer(all({ ...person, [missing]: ' ' }))), missing).to.equal('upstream-subject')
    }
    expect(await refused(signedAnswer({ values: all(person) }))).to.equal('upstream-encryption')
    const legal = attributeElement('http://eidas.europa.eu/attributes/legalperson/LegalPersonIdentifier', ['ES/DE/1'])
    expect(await refused(answer(legal))).to.equal('upstream-organisation')
    expect(await refused(answer(all(person) + legal))).to.equal('upstream-organisation')
  })

  it('is believed at the levels of notified means alone', async () => {
    for (const [classRef, level] of [
      ['http://eidas.europa.eu/LoA/high', 'hoch'],
      ['http://eidas.europa.eu/NotNotified/LoA/high', null],
      ['STORK-QAA-Level-4', null],
    ] as const) {
      const statement = authnStatement(classRef)
      const content = sealed(signedAt(assertionXml({ values: all(person), statement }), 'Assertion'))
      expect((await identity(responseXml({ content }), 'eidas')).level, classRef).to.equal(level)
    }
  })
})

describe('an upstream that speaks ekona', () => {
  const basic = (name: string, value: string) =>
    attributeElement(name, [value]).replace('attrname-format:uri', 'attrname-format:basic')
  const address =
    '<e:Typ>Inland</e:Typ><e:Strasse>Am Markt</e:Strasse><e:Hausnummer>1a</e:Hausnummer><e:PLZ>52062</e:PLZ><e:Ort>Aachen</e:Ort><e:Land>DE</e:Land>'
  const person = {
    DatenuebermittlerPseudonymId: `du-${'a1'.repeat(20)}`,
    DatenkranzTyp: 'IdNr',
    ElsterVertrauensniveauIdentifizierung: 'HOCH',
    ElsterVertrauensniveauAuthentifizierung: 'substanziell',
    Vorname: 'Erika',
    Name: 'Mustermann',
    Geburtsdatum: '12.08.1964',
  }
  const all = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([name, value]) => basic(name, value))
      .join('')
  const read = (values: Readonly<Record<string, string>>, more = '') =>
    identity(signedAnswer({ values: all(values) + more, statement: authnStatement('urn:x') }), 'ekona')

  it('names a natural person, at the lower of its two levels', async () => {
    const value = basic('Anschrift', address).replace(
      '<saml:AttributeValue>',
      '<saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:e="http://www.elster.de/schema/ekona/saml/extensions" xsi:type="e:AdresseType">',
    )
    const found = await read(person, value)
    expect(found).to.deep.include({ level: 'substantiell', isLasting: true, leftOut: [] })
    expect(found.nameId).to.include({
      format: 'DatenuebermittlerPseudonymId',
      value: person.DatenuebermittlerPseudonymId,
    })
    expect(textsOf(found)).to.deep.equal({
      givenName: 'Erika',
      familyName: 'Mustermann',
      birthDate: '1964-08-12',
      street: 'Am Markt 1a',
      postalCode: '52062',
      locality: 'Aachen',
      country: 'DE',
    })
  })

  it('is of no level that anybody knows where one of the two is missing or unknown', async () => {
    const one = without(person, 'ElsterVertrauensniveauIdentifizierung')
    expect((await read(one)).level).to.equal(null)
    expect((await read({ ...person, ElsterVertrauensniveauAuthentifizierung: 'sehr hoch' })).level).to.equal(null)
  })

  it('leaves out a date or an address in another form', async () => {
    expect((await read({ ...person, Geburtsdatum: '1964-08-12', Anschrift: 'Am Markt 1a' })).leftOut).to.deep.equal([
      'birthDate',
      'street',
      'postalCode',
      'locality',
      'country',
    ])
  })

  it('refuses an organisation, and whatever is not said to be a person', async () => {
    const unsaid = without(person, 'DatenkranzTyp')
    for (const values of [
      { ...person, DatenkranzTyp: 'StNr' },
      { ...person, PersType: 'NNatPers' },
      { ...person, Firmenname: 'Musterbau GmbH' },
      unsaid,
    ]) {
      expect(await rejectionOf(read(values))).to.equal('upstream-organisation')
    }
  })
})
