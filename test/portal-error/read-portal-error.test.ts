import { expect } from 'chai'
import { portalWords } from '../../src/compose/portal-words.js'
import { days, minutes } from '../../src/domain/instant.js'
import { readPortalError } from '../../src/portal-error/read-portal-error.js'
import { createDialects } from '../../src/saml/dialects/registry.js'
import { SERVICE, testService } from '../support/saml-service.js'

const NOW = Date.UTC(2026, 10, 20, 12)

const service = testService()
const words = {
  ...portalWords(createDialects()),
  find: (id: string) => (id === service.entityId ? service : undefined),
}
const read = (query: Parameters<typeof readPortalError>[0]) => readPortalError(query, NOW, words)

const NOTHING = { code: null, at: null, service: null, transaction: null, attributes: [], level: null }

describe('what a portal tells of an error', () => {
  it('is nothing where nobody filled anything in', () => {
    expect(read({})).to.deep.equal(NOTHING)
    expect(
      read({
        code: 'ERRORURL_CODE',
        ts: 'ERRORURL_TS',
        rp: 'ERRORURL_RP',
        tid: 'ERRORURL_TID',
        ctx: 'ERRORURL_CTX',
      }),
    ).to.deep.equal(NOTHING)
  })

  it('is its kind, its time, the portal, its number, and what it misses', () => {
    expect(
      read({
        code: 'IDENTIFICATION_FAILURE',
        ts: String(NOW / 1000 - 60),
        rp: SERVICE,
        tid: '_8a1f.77-b:2',
        ctx: 'urn:oid:2.5.4.4 email urn:oid:2.5.4.4',
      }),
    ).to.deep.equal({
      code: 'IDENTIFICATION_FAILURE',
      at: NOW - 60_000,
      service: SERVICE,
      transaction: '_8a1f.77-b:2',
      attributes: ['familyName', 'email'],
      level: null,
    })
  })

  it('is the level that the portal needs, in any vocabulary that we know', () => {
    const level = (ctx: string) => read({ code: 'AUTHENTICATION_FAILURE', ctx }).level
    expect(level('http://eidas.europa.eu/LoA/high')).to.equal('hoch')
    expect(level('urn:x http://eidas.europa.eu/LoA/substantial')).to.equal('substantiell')
    expect(level('very high')).to.equal(null)
  })

  it('is an error of no kind that we know for any other word', () => {
    for (const code of ['', 'other_error', '<script>', 'IDENTIFICATION_FAILURE ']) {
      expect(read({ code }).code, code).to.equal('OTHER_ERROR')
    }
  })

  it('names no portal that is not registered', () => {
    expect(read({ rp: 'https://elsewhere.example/sp' }).service).to.equal(null)
  })

  it('has no time that cannot be', () => {
    for (const ts of ['', '-1', '1e9', '99999999999999', String(NOW), String((NOW + minutes(6)) / 1000)]) {
      expect(read({ ts }).at, ts).to.equal(null)
    }
    expect(read({ ts: String((NOW - days(31)) / 1000) }).at).to.equal(null)
  })

  it('takes no sentence for a number, and shows no words that a link brings', () => {
    for (const tid of ['call 0190 123', 'Ruf-uns-an!', '<b>', 'a'.repeat(65), '', 'ä']) {
      expect(read({ tid }).transaction, tid).to.equal(null)
    }
    const words = [
      'Rufen-Sie-0190-123-an',
      'call.us:0190123',
      'Konto_gesperrt_0190',
      'KontoGesperrt0190',
      'jana',
      'x-y-1',
      'Bitte1.rufen2.Sie3.0900-123456',
      'Zahle1.sofort2.per3.PayPal4',
    ]
    for (const tid of words) expect(read({ tid }).transaction, tid).to.equal(null)
    for (const tid of ['x-17', '4711', '3f0c2a9e-77b1-4c1e-9d5a-0b1c2d3e4f50', 'TX:2026.11-30', '_a8Zq3Lm9Pw']) {
      expect(read({ tid }).transaction, tid).to.equal(tid)
    }
    expect(read({ ctx: 'Ihr Konto ist gesperrt, rufen Sie 0190 an' })).to.deep.equal(NOTHING)
    expect(read({ ctx: 'email '.repeat(10_000) }).attributes).to.deep.equal(['email'])
  })
})
