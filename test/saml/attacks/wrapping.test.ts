import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { NS } from '../../../src/saml/namespaces.js'
import { samlBroker } from '../../support/saml-broker.js'
import { authnRequest, envelopedSigned, postFields } from '../../support/saml-requests.js'
import { ACS, acs, testService } from '../../support/saml-service.js'

/** Also registered, so that only the signature stands between the attacker and the address. */
const OTHER_ACS = 'https://portal.aachen.example/saml/other'

const ORIGINAL = authnRequest()
const SIGNED = envelopedSigned(ORIGINAL)
const SIGNATURE = /<ds:Signature .*<\/ds:Signature>/s.exec(SIGNED)?.[0] ?? ''

/** What travels as the original: with its signature, without it, or under another name. */
const CARRIED: Readonly<Record<string, string>> = { 'the signed original': SIGNED, 'the bare original': ORIGINAL }

/** The ID of the forged message. */
const IDS: Readonly<Record<string, string>> = { 'another ID': '_forged', 'the same ID': '_request-1' }

const inSignature = (inside: string): string => SIGNATURE.replace('</ds:Signature>', `${inside}</ds:Signature>`)
const object = (inside: string): string => `<ds:Object>${inside}</ds:Object>`
const keyInfo = (inside: string): string => `<ds:KeyInfo>${inside}</ds:KeyInfo>`
const extensions = (inside: string): string => `<samlp:Extensions>${inside}</samlp:Extensions>`
const foreign = (inside: string): string => `<x:any xmlns:x="urn:x">${inside}</x:any>`

/** What follows the Issuer of the forged message, given what it carries of the original. */
const PLACES: Readonly<Record<string, (carried: string) => string>> = {
  'inside its Signature': (carried) => inSignature(carried),
  'in ds:Object of its Signature': (carried) => inSignature(object(carried)),
  'in a second KeyInfo of its Signature': (carried) => inSignature(keyInfo(carried)),
  'in the KeyInfo of its Signature': (carried) => SIGNATURE.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/s, keyInfo(carried)),
  'in ds:Object before the signed parts': (carried) =>
    SIGNATURE.replace('<ds:SignedInfo>', `${object(carried)}<ds:SignedInfo>`),
  'inside the Reference': (carried) => SIGNATURE.replace('</ds:Reference>', `${carried}</ds:Reference>`),
  'beside its Signature': (carried) => SIGNATURE + carried,
  'before its Signature': (carried) => carried + SIGNATURE,
  'alone, as a child': (carried) => carried,
  'in Extensions, with a Signature': (carried) => SIGNATURE + extensions(carried),
  'in Extensions, without one': (carried) => extensions(carried),
  'deep in Extensions, with a Signature': (carried) => SIGNATURE + extensions(foreign(foreign(carried))),
  'deep in Extensions, without one': (carried) => extensions(foreign(foreign(carried))),
  'with the Signature in Extensions': (carried) => extensions(foreign(SIGNATURE) + foreign(carried)),
  'with the Signature twice': (carried) => SIGNATURE + SIGNATURE + extensions(foreign(carried)),
  'with a Signature for each': (carried) => inSignature(object(SIGNATURE)) + extensions(foreign(carried)),
}

const brokers = [
  { says: 'where signatures are demanded', authnRequestsSigned: true },
  { says: 'where a signature only has to hold', authnRequestsSigned: false },
].map(({ says, authnRequestsSigned }) => {
  const assertionConsumerServices = [acs(ACS, { index: 0 }), acs(OTHER_ACS, { index: 1 })]
  const service = testService({ metadata: { authnRequestsSigned, assertionConsumerServices } })
  return { says, broker: samlBroker({ services: [service] }) }
})

/** Where the answer would go, or the code of the refusal. */
function verdict(xml: string, { broker }: (typeof brokers)[number]): string {
  try {
    return broker.post(postFields(xml)).reply.acsLocation
  } catch (error) {
    if (error instanceof BrokerError) return error.code
    throw error
  }
}

describe('a signed request that is wrapped in a forged one, end to end', () => {
  it('is what the attacks below are made from, and good by itself', () => {
    for (const each of brokers) expect(verdict(SIGNED, each), each.says).to.equal(ACS)
    const changed = SIGNED.replaceAll(ACS, OTHER_ACS)
    for (const each of brokers) expect(verdict(changed, each), each.says).to.equal('saml-signature')
  })

  for (const [place, put] of Object.entries(PLACES)) {
    it(`is refused: the original ${place}`, () => {
      for (const [carrying, carried] of Object.entries(CARRIED)) {
        for (const [identity, ID] of Object.entries(IDS)) {
          const attributes = { ID, AssertionConsumerServiceURL: OTHER_ACS }
          const forged = authnRequest({ attributes, content: put(carried) })
          for (const each of brokers) {
            // Without any signature left, what is refused is that there is none; where none is needed it is just a
            // request.
            if (!forged.includes('<ds:Signature ') && !each.says.includes('demanded')) continue
            // Those that the schema knows nothing of fall there; the others at the signature.
            const codes = ['saml-schema', 'saml-signature', 'saml-signature-missing']
            expect(verdict(forged, each), `${carrying}, ${identity}, ${each.says}`).to.be.oneOf(codes)
          }
        }
      }
    })
  }

  it('is refused with the Reference turned to the forged message', () => {
    const turned = inSignature(object(SIGNED)).replace('#_request-1', '#_forged')
    const attributes = { ID: '_forged', AssertionConsumerServiceURL: OTHER_ACS }
    for (const each of brokers) {
      expect(verdict(authnRequest({ attributes, content: turned }), each)).to.equal('saml-signature')
    }
  })

  it('is refused as the child of an envelope of another kind', () => {
    const envelopes = [
      `<samlp:Response xmlns:samlp="${NS.protocol}" ID="_r" Version="2.0" IssueInstant="2026-11-20T12:00:00Z">${SIGNED}</samlp:Response>`,
      `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${SIGNED}</soap:Body></soap:Envelope>`,
      `<x:AuthnRequest xmlns:x="urn:x">${SIGNED}</x:AuthnRequest>`,
    ]
    for (const envelope of envelopes) {
      for (const each of brokers) expect(verdict(envelope, each)).to.equal('saml-schema')
    }
  })

  it('is refused where an ID of it occurs again, by any spelling that a verifier may look for', () => {
    for (const name of ['ID', 'Id', 'id', 'xml:id', 'x:ID']) {
      const twin = `<x:twin xmlns:x="urn:x" ${name}="_request-1"/>`
      const carrying = envelopedSigned(authnRequest({ content: extensions(twin) }))
      for (const each of brokers) expect(verdict(carrying, each), name).to.be.oneOf(['saml-signature', 'saml-schema'])
    }
  })
})

describe('a signature that is taken off or made invisible', () => {
  const demanding = brokers.filter(({ says }) => says.includes('demanded'))
  const stripped: Readonly<Record<string, readonly [string, string]>> = {
    'is missed': [ORIGINAL.replace(ACS, OTHER_ACS), 'saml-signature-missing'],
    'is missed in a namespace of somebody else': [
      SIGNED.replace(`xmlns:ds="${NS.signature}"`, 'xmlns:ds="urn:x"'),
      'saml-schema',
    ],
    'is missed under another name': [
      SIGNED.replaceAll('ds:Signature>', 'ds:Sig>').replace('<ds:Signature ', '<ds:Sig '),
      'saml-schema',
    ],
    'counts nothing when it is empty': [
      ORIGINAL.replace('</saml:Issuer>', `</saml:Issuer><ds:Signature xmlns:ds="${NS.signature}"/>`),
      'saml-schema',
    ],
    'counts nothing without its value': [
      SIGNED.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, ''),
      'saml-schema',
    ],
    'counts nothing with an empty value': [
      SIGNED.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, '<ds:SignatureValue/>'),
      'saml-signature',
    ],
    'counts nothing without a Reference': [SIGNED.replace(/<ds:Reference .*<\/ds:Reference>/s, ''), 'saml-schema'],
    'counts nothing when it is empty and another hides in Extensions': [
      authnRequest({ attributes: { AssertionConsumerServiceURL: OTHER_ACS }, content: extensions(foreign(SIGNATURE)) }),
      'saml-signature',
    ],
  }
  for (const [what, [xml, code]] of Object.entries(stripped)) {
    it(what, () => {
      for (const each of demanding) expect(verdict(xml, each)).to.equal(code)
    })
  }

  it('is looked at also where none is demanded, never passed over as if it were none', () => {
    const [, lenient] = brokers
    if (!lenient) throw new Error('there is no such broker')
    expect(verdict(SIGNED.replaceAll(ACS, OTHER_ACS), lenient)).to.equal('saml-signature')
    expect(verdict(ORIGINAL.replace(ACS, OTHER_ACS), lenient), 'unsigned is allowed there').to.equal(OTHER_ACS)
  })
})
