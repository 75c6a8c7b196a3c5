import { entityId } from '../../src/domain/ids.js'
import type { RefusedRequest } from '../../src/domain/refused-request.js'
import { SERVICE } from './saml-service.js'

/** A refused request of the sample service, whose return address was another. */
export const sampleRefused = (changes: Partial<RefusedRequest> = {}): RefusedRequest => ({
  errorId: 'E-3VEE-43FD',
  requestId: '_1',
  answerId: null,
  at: 1_000,
  binding: 'redirect',
  xml: '<samlp:AuthnRequest ID="_1"><saml:Issuer>x</saml:Issuer></samlp:AuthnRequest>',
  relayStateBytes: 9,
  sender: 'registered',
  service: entityId(SERVICE),
  tenant: null,
  claimed: SERVICE,
  code: 'saml-acs',
  detail: 'URL',
  rule: 'acs',
  checks: [
    { rule: 'binding', went: 'passed' },
    { rule: 'acs', went: 'failed', code: 'saml-acs', detail: 'URL' },
  ],
  ...changes,
})
