import { expect } from 'chai'
import type { CatalogueEntry } from '../../../src/domain/catalogue-entry.js'
import { ERRORS, type ErrorCode } from '../../../src/domain/error-catalogue.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { plainLogin, responseXml, samlBroker } from '../../support/saml-broker.js'
import { rejectionOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { ACS, testService } from '../../support/saml-service.js'
import { xmlsecVerify } from '../../support/saml-xmlsec.js'

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:'

/** CONTRACT: Answers to the service; the rest is saml-core's. */
const EXPECTED = {
  'authn-failed': ['Responder', 'AuthnFailed', 'cancelled'],
  'login-left-open': ['Responder', 'AuthnFailed', 'timeout'],
  'proof-gone': ['Responder', 'AuthnFailed', 'method-blocked'],
  'account-blocked': ['Responder', 'AuthnFailed', 'method-blocked'],
  'no-authn-context': ['Responder', 'NoAuthnContext', 'level-not-reached'],
  'request-denied': ['Responder', 'RequestDenied', 'declined'],
  'no-passive': ['Responder', 'NoPassive'],
  'invalid-name-id-policy': ['Requester', 'InvalidNameIDPolicy'],
  'proxy-count-exceeded': ['Responder', 'ProxyCountExceeded'],
  'no-supported-idp': ['Responder', 'NoSupportedIDP'],
  'unknown-principal': ['Responder', 'UnknownPrincipal'],
  'requester-denied': ['Requester', 'RequestDenied'],
  'request-unsupported': ['Responder', 'RequestUnsupported'],
  'akdb-extension-missing': ['Requester', 'RequestDenied'],
  'akdb-extension-outdated': ['Requester', 'RequestDenied'],
  'akdb-display-name-missing': ['Requester', 'RequestDenied'],
  'akdb-attributes-empty': ['Requester', 'RequestDenied'],
  'akdb-attribute-unnamed': ['Requester', 'RequestDenied'],
  'akdb-methods-empty': ['Requester', 'RequestDenied'],
  'akdb-purpose': ['Requester', 'RequestDenied'],
  'akdb-attributes-missing': ['Requester', 'RequestDenied'],
  'akdb-extension-malformed': ['Requester', 'RequestUnsupported'],
} as const satisfies Partial<Record<ErrorCode, readonly [string, string, string?]>>

const returnable = (Object.entries(ERRORS) as [ErrorCode, CatalogueEntry][]).filter(([, { saml }]) => saml !== null)

describe('a status answer', () => {
  it('is known for every error that a service is told', () => {
    expect(returnable.map(([code]) => code)).to.have.members(Object.keys(EXPECTED))
  })

  for (const [code, [top, second, message]] of Object.entries(EXPECTED) as [
    keyof typeof EXPECTED,
    readonly [string, string, string?],
  ][]) {
    it(`says ${top} / ${second} for ${code}`, async () => {
      const broker = samlBroker()
      const { action, fields } = await broker.messages.failure(plainLogin(broker), code)
      const xml = responseXml(fields)
      validateSchema(xml, 'protocol')
      expect(action).to.equal(ACS)
      expect(fields['RelayState']).to.equal('ticket-17')
      const said = message === undefined ? '' : `<samlp:StatusMessage>${message}</samlp:StatusMessage>`
      expect(xml).to.include(
        `<samlp:Status><samlp:StatusCode Value="${STATUS}${top}"><samlp:StatusCode Value="${STATUS}${second}"></samlp:StatusCode></samlp:StatusCode>${said}</samlp:Status></samlp:Response>`,
      )
      expect(xml).to.include(`Destination="${ACS}"`).and.include('InResponseTo="_request-1"')
    })
  }

  it('is signed whatever else is signed for the service', async () => {
    for (const sign of ['both', 'assertion', 'response'] as const) {
      const broker = samlBroker({ services: [testService({ settings: { sign } })] })
      const { fields } = await broker.messages.failure(plainLogin(broker), 'no-passive')
      await xmlsecVerify(responseXml(fields), testKey('broker'), 'Response')
    }
  })

  it('is never made of an error that is no service’s business', async () => {
    const broker = samlBroker()
    expect(await rejectionOf(broker.messages.failure(plainLogin(broker), 'saml-signature'))).to.equal('internal')
  })
})
