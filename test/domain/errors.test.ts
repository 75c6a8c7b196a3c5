import { expect } from 'chai'
import type { CatalogueEntry } from '../../src/domain/catalogue-entry.js'
import { BrokerError, ERRORS, type ErrorCode } from '../../src/domain/error-catalogue.js'
import { textsOf } from '../../src/ui/texts/texts.js'

const ENTRIES: readonly (readonly [code: string, entry: CatalogueEntry])[] = Object.entries(ERRORS)
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:'

const status = (code: ErrorCode): string => {
  const { saml } = new BrokerError(code).entry
  return [saml?.top, saml?.second].map((each) => each?.replace(STATUS, '')).join('/')
}

/** Every status that the contract promises, and by which error. */
const PROMISED: Partial<Record<ErrorCode, string>> = {
  'authn-failed': 'Responder/AuthnFailed',
  'proof-gone': 'Responder/AuthnFailed',
  'account-blocked': 'Responder/AuthnFailed',
  'no-authn-context': 'Responder/NoAuthnContext',
  'request-denied': 'Responder/RequestDenied',
  'login-left-open': 'Responder/AuthnFailed',
  'no-passive': 'Responder/NoPassive',
  'invalid-name-id-policy': 'Requester/InvalidNameIDPolicy',
  'proxy-count-exceeded': 'Responder/ProxyCountExceeded',
  'no-supported-idp': 'Responder/NoSupportedIDP',
  'unknown-principal': 'Responder/UnknownPrincipal',
  'requester-denied': 'Requester/RequestDenied',
  'request-unsupported': 'Responder/RequestUnsupported',
  'akdb-extension-missing': 'Requester/RequestDenied',
  'akdb-extension-outdated': 'Requester/RequestDenied',
  'akdb-display-name-missing': 'Requester/RequestDenied',
  'akdb-attributes-empty': 'Requester/RequestDenied',
  'akdb-attribute-unnamed': 'Requester/RequestDenied',
  'akdb-methods-empty': 'Requester/RequestDenied',
  'akdb-purpose': 'Requester/RequestDenied',
  'akdb-attributes-missing': 'Requester/RequestDenied',
  'akdb-extension-malformed': 'Requester/RequestUnsupported',
}

describe('the error catalogue', () => {
  it('gives the service exactly the promised statuses', () => {
    const returnable = ENTRIES.filter(([, { saml }]) => saml !== null).map(([code]) => code)
    expect(returnable).to.have.members(Object.keys(PROMISED))
    for (const code of Object.keys(PROMISED).filter((each) => each in ERRORS)) {
      expect(status(code as ErrorCode), code).to.equal(PROMISED[code as ErrorCode])
    }
  })

  it('tells the service nothing of a request that is not proven', () => {
    const unproven = ENTRIES.filter(([code]) => code.startsWith('saml-'))
    expect(unproven).to.have.length.greaterThan(10)
    for (const [code, { saml }] of unproven) expect(saml, code).to.equal(null)
  })

  it('has stable codes of one form', () => {
    for (const [code] of ENTRIES) expect(code).to.match(/^[a-z]+(-[a-z]+)*$/)
  })

  it('ends every failure in a page of 4xx or 5xx with a text, and says to the operator which rule it was', () => {
    for (const [code, { http, text, operator }] of ENTRIES) {
      expect(http, code).to.be.within(400, 599)
      expect(text, code).to.match(/^[a-z]+(-[a-z]+)*$/)
      expect(operator, code).to.match(/^[A-Z].{10,}\.$/)
    }
  })

  it('has a page for every failure, in every language: what happened, what it means, what to do', () => {
    const facts = { portal: 'Serviceportal', host: 'konto.example', until: '12:15', canContinue: true }
    for (const { language, error } of [textsOf('de'), textsOf('en')]) {
      for (const [code, { text }] of ENTRIES) {
        const { title, what, means, next } = error.texts[text](facts)
        for (const part of [title, what, means, next]) expect(part, `${code} in ${language}`).to.match(/\S/)
      }
    }
  })

  it('calls a fault of ours an error in the log, and nothing else', () => {
    for (const [code, { http, log }] of ENTRIES) expect(log === 'error', code).to.equal(http >= 500)
  })

  it('says of a page that is told to wait that it was too many', () => {
    expect(ERRORS.braked).to.include({ http: 429, text: 'too-many-tries' })
  })
})

describe('a broker error', () => {
  it('carries its code, its entry and a detail for the log', () => {
    const error = new BrokerError('saml-acs', 'index 7', { cause: 'x' })
    expect(error).to.be.instanceOf(Error)
    expect(error).to.include({ name: 'BrokerError', code: 'saml-acs', detail: 'index 7', message: 'saml-acs: index 7' })
    expect(error.cause).to.equal('x')
    expect(error.entry).to.equal(ERRORS['saml-acs'])
  })

  it('is called by its code alone without a detail', () => {
    expect(new BrokerError('internal')).to.include({ message: 'internal', detail: null })
  })
})
