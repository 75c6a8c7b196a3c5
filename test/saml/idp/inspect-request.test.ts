import { expect } from 'chai'
import { REQUEST_RULES } from '../../../src/domain/request-rules.js'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { minutes } from '../../../src/domain/instant.js'
import { readPost } from '../../../src/saml/bindings/post.js'
import { readRedirect } from '../../../src/saml/bindings/redirect.js'
import { createDialects } from '../../../src/saml/dialects/registry.js'
import { inspectRequest } from '../../../src/saml/idp/inspect-request.js'
import { testKey } from '../../support/saml-keys.js'
import { samlBroker } from '../../support/saml-broker.js'
import {
  authnRequest,
  BROKER,
  NOW,
  signedPostRequest,
  signedRedirectQuery,
  SSO,
  type RequestDraft,
} from '../../support/saml-requests.js'
import { SERVICE, testService } from '../../support/saml-service.js'

const service = testService()
const postOf = (xml: string) => () => readPost({ SAMLRequest: Buffer.from(xml).toString('base64') })

const inspected = (read: Parameters<typeof inspectRequest>[0], known: readonly (typeof service)[] | null = [service]) =>
  inspectRequest(read, {
    clock: { now: () => NOW },
    dialects: createDialects(),
    entityId: BROKER,
    ssoLocation: SSO,
    metadataGrace: 0,
    find: known && ((id) => known.find((each) => each.entityId === id)),
  })

describe('an inspected request', () => {
  const wentOf = ({ checks }: ReturnType<typeof inspected>) =>
    Object.fromEntries(checks.map(({ rule, went }) => [rule, went]))

  it('that the broker takes passes every rule that is looked at beforehand', () => {
    const found = inspected(postOf(authnRequest()))
    expect(found.checks.map(({ rule }) => rule)).to.deep.equal(REQUEST_RULES.filter((rule) => rule !== 'unused'))
    expect(found.checks.every(({ went }) => went === 'passed')).to.equal(true)
    expect(found.sender).to.deep.equal({ service: SERVICE, tenant: null, signed: false, requestId: '_request-1' })
  })

  const FAULTS: readonly [string, RequestDraft][] = [
    ['destination', { attributes: { Destination: 'https://other.example/sso' } }],
    ['acs', { attributes: { AssertionConsumerServiceURL: 'https://other.example/acs' } }],
    ['time', { attributes: { IssueInstant: new Date(NOW - minutes(6)).toISOString() } }],
    ['time', { attributes: { IssueInstant: '2026-02-31T12:00:00Z' } }],
    ['registered', { issuer: 'https://nobody.example' }],
    ['head', { attributes: { Version: '1.1' } }],
    ['schema', { attributes: { Nonsense: 'x' } }],
  ]
  for (const [rule, draft] of FAULTS) {
    it(`breaks where the broker refuses it: ${rule} ${JSON.stringify(draft)}`, () => {
      const read = postOf(authnRequest(draft))
      const found = inspected(read)
      const broken = found.checks.filter(({ went }) => went === 'failed')
      expect(broken.map((check) => check.rule)).to.include(rule)
      let refused: BrokerError | null = null
      try {
        expect(samlBroker({ services: [service] }).receive(read()).timely, 'told by its time alone').to.equal(false)
      } catch (error) {
        if (!(error instanceof BrokerError)) throw error
        refused = error
      }
      const codes = broken.map((check) => check.went === 'failed' && check.code)
      expect(codes).to.include(refused?.code ?? 'saml-too-old')
    })
  }

  it('tells every fault at once, not the first alone', () => {
    const draft = {
      attributes: { Destination: 'x', AssertionConsumerServiceURL: 'y', IssueInstant: '2026-01-01T00:00:00Z' },
    }
    const found = inspected(postOf(authnRequest(draft)))
    const broken = found.checks.filter(({ went }) => went === 'failed').map(({ rule }) => rule)
    expect(broken).to.deep.equal(['destination', 'acs', 'time'])
    expect(found.sender?.service, 'who sent it is known all the same').to.equal(SERVICE)
  })

  it('without any metadata leaves open what needs them', () => {
    const went = wentOf(inspected(postOf(authnRequest()), null))
    expect(went).to.include({
      registered: 'open',
      signature: 'open',
      acs: 'open',
      'name-id': 'open',
      encryption: 'open',
    })
    expect(went).to.include({ destination: 'passed', time: 'passed', 'authn-context': 'passed', scoping: 'passed' })
  })

  it('knows its sender by a signature that holds, and not by one that does not', () => {
    const known = { service: SERVICE, tenant: null, signed: true, requestId: '_request-1' }
    expect(inspected(() => readRedirect(signedRedirectQuery(authnRequest()))).sender).to.deep.equal(known)
    expect(inspected(() => readPost(signedPostRequest(authnRequest()))).sender).to.deep.equal(known)
    const stranger = { key: testKey('stranger') }
    for (const forged of [
      inspected(() => readRedirect(signedRedirectQuery(authnRequest(), stranger))),
      inspected(() => readPost(signedPostRequest(authnRequest(), stranger))),
    ]) {
      expect([forged.sender, wentOf(forged)['signature']]).to.deep.equal([null, 'failed'])
    }
    const demanding = testService({ settings: { signedRequests: true } })
    expect(inspected(postOf(authnRequest()), [demanding]).sender).to.equal(null)
    const misshapen = signedPostRequest(authnRequest({ attributes: { Nonsense: 'x' } }))
    expect(inspected(() => readPost(misshapen)).sender, 'a broken shape proves nobody').to.equal(null)
  })

  it('that cannot be decoded tells so, and no more', () => {
    const found = inspected(() => readRedirect('SAMLRequest=%21'))
    expect(found).to.deep.equal({
      message: null,
      sender: null,
      checks: [{ rule: 'binding', went: 'failed', code: 'saml-encoding', detail: 'base64' }],
    })
    expect(wentOf(inspected(postOf('<!DOCTYPE a><a/>')))).to.deep.equal({ binding: 'passed', xml: 'failed' })
  })
})
