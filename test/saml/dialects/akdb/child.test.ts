import { expect } from 'chai'
import { entityId } from '../../../../src/domain/ids.js'
import {
  akdbRequest,
  akdbService,
  attributeList,
  extension,
  FAMILY_NAME,
  GIVEN_NAME,
  requested,
} from '../../../support/akdb-requests.js'
import { samlBroker } from '../../../support/saml-broker.js'
import { signedRedirectQuery } from '../../../support/saml-requests.js'
import { attributeService, testService } from '../../../support/saml-service.js'

const CHILD = entityId('https://parken.example/dienst')
const NAMING = `<samlp:Scoping><samlp:RequesterID>${CHILD}</samlp:RequesterID></samlp:Scoping>`

const child = testService({
  entityId: CHILD,
  metadata: { attributeConsumingServices: [attributeService({ required: ['familyName'], optional: ['email'] })] },
})

const received = (list: string) =>
  samlBroker({ services: [akdbService({ settings: { requesters: [CHILD] } }), child] }).redirect(
    signedRedirectQuery(
      akdbRequest(extension(list)).replace('</samlp:AuthnRequest>', `${NAMING}</samlp:AuthnRequest>`),
    ),
  )

describe('a portal of the dialect akdb that asks for a child service', () => {
  it('gets of what the child is registered with no more than it lists', () => {
    const { requirements, refusal } = received(attributeList(requested(FAMILY_NAME), requested(GIVEN_NAME)))
    expect(refusal).to.equal(null)
    expect(requirements).to.deep.include({
      child: CHILD,
      attributes: { required: ['familyName'], optional: [] },
      attributesByMetadata: [],
    })
  })
})
