import { expect } from 'chai'
import { days } from '../../../src/domain/instant.js'
import { notServed, refusedFrom, SHIPPED_METADATA_GRACE as GRACE, type Service } from '../../../src/domain/service.js'
import { samlBroker } from '../../support/saml-broker.js'
import { refusalOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import {
  authnRequest,
  NOW,
  redirectQuery,
  signedPostRequest,
  signedRedirectQuery,
} from '../../support/saml-requests.js'
import { SERVICE, testService } from '../../support/saml-service.js'

/** A key that is of nobody registered here. */
const STRANGER = testKey('broker')

const vouched = (validUntil: number, source: Partial<Service['source']> = { signer: 'f1' }): Service => {
  const service = testService({ metadata: { validUntil } })
  return { ...service, source: { ...service.source, ...source } }
}
const asked = (service: Service) =>
  refusalOf(() => samlBroker({ services: [service] }).redirect(redirectQuery(authnRequest())))
const answered = (service: Service) =>
  samlBroker({ services: [service] }).redirect(redirectQuery(authnRequest())).service.entityId

describe('a service whose metadata have ended', () => {
  it('is served for the time of grace, and refused after it, where a signer or an address vouched for them', () => {
    expect(answered(vouched(NOW - GRACE + 1))).to.equal(SERVICE)
    expect(asked(vouched(NOW - GRACE))).to.equal('saml-metadata-ended')
    expect(asked(vouched(NOW - GRACE, { refreshed: true }))).to.equal('saml-metadata-ended')
  })

  it('is served on where a person imported them', () => {
    expect(answered(vouched(NOW - days(1000), {}))).to.equal(SERVICE)
  })

  it('is judged in one place, for requests, open logins and answers', () => {
    const service = vouched(NOW - GRACE)
    expect(notServed(service, NOW - 1, GRACE)).to.equal(null)
    expect(notServed(service, NOW, GRACE)).to.equal('saml-metadata-ended')
    expect(notServed({ ...service, active: false }, NOW, GRACE)).to.equal('saml-service-disabled')
    expect(notServed(undefined, NOW, GRACE)).to.equal('saml-service-disabled')
    expect(refusedFrom(testService(), GRACE)).to.equal(null)
  })
})

describe('a request that no key of the metadata has signed', () => {
  const hastened: string[] = []
  const broker = samlBroker({ unknownKey: ({ entityId }) => void hastened.push(entityId) })
  beforeEach(() => hastened.splice(0))

  it('is refused, and its metadata are looked at again', () => {
    const signed = signedRedirectQuery(authnRequest(), { key: STRANGER })
    expect(refusalOf(() => broker.redirect(signed))).to.equal('saml-signature')
    expect(refusalOf(() => broker.post(signedPostRequest(authnRequest(), { key: STRANGER })))).to.equal(
      'saml-signature',
    )
    expect(hastened).to.deep.equal([SERVICE, SERVICE])
  })

  it('is no other that is refused or taken', () => {
    broker.redirect(signedRedirectQuery(authnRequest()))
    refusalOf(() => broker.redirect(redirectQuery(authnRequest({ attributes: { ID: null } }))))
    expect(hastened).to.deep.equal([])
  })
})
