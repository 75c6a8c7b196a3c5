import { entityId } from '../../../src/domain/ids.js'
import { REQUEST_RULES, type CheckedRule } from '../../../src/domain/request-rules.js'
import { requestCheckPage, type RequestCheckModel } from '../../../src/request-check/pages/request-check.js'
import { requestPage, type RequestModel } from '../../../src/operators/console/pages/request.js'
import { refusal } from '../../../src/operators/findings.js'
import { sampleRefused } from '../refused-samples.js'
import { authnRequest, NOW } from '../saml-requests.js'
import { bar } from './operator-parts.js'
import { type PageSamples, samplesOf } from './page-samples.js'

const form = (action: string) => ({ action, token: 'sample-token' })

/** Every rule, so that the words of each are looked at. */
const EVERY_RULE: readonly CheckedRule[] = REQUEST_RULES.map((rule, index) =>
  index % 3 === 0
    ? { rule, went: 'failed', code: 'saml-schema', detail: 'IssueInstant' }
    : { rule, went: index % 3 === 1 ? 'passed' : 'open' },
)

const request = (changes: Partial<RequestModel> = {}): RequestModel => ({
  bar: bar('requests'),
  form: form('/operator/anfragen'),
  errorId: '',
  refusal: null,
  shown: null,
  ...changes,
})

const refused = sampleRefused({ at: NOW, xml: authnRequest() })

const check = (changes: Partial<RequestCheckModel> = {}): RequestCheckModel => ({
  form: form('/anfrage-pruefen'),
  request: '',
  metadataText: '',
  isMissing: false,
  isTooLarge: false,
  metadataFaults: [],
  checked: null,
  ...changes,
})

const message = { binding: 'redirect', xml: authnRequest(), relayStateBytes: 9 } as const

/** What is told of requests that do not hold. */
export const requestPages: readonly PageSamples[] = [
  samplesOf<RequestModel>(requestPage, 'outside', {
    plain: request(),
    unknown: request({ errorId: 'E-4444-4444', refusal: refusal('request-unknown', { errorId: 'E-4444-4444' }) }),
    found: request({
      errorId: refused.errorId,
      shown: { request: refused, tenant: 'Aachen', name: 'Serviceportal Aachen' },
    }),
    claimed: request({
      bar: bar('requests', 'admin'),
      errorId: refused.errorId,
      shown: {
        request: {
          ...refused,
          sender: 'claimed',
          service: null,
          claimed: entityId('https://nobody.example/a/name/that/is/rather/longer/than/a/telephone/is/wide'),
          xml: null,
          relayStateBytes: null,
          detail: null,
          checks: EVERY_RULE,
        },
        tenant: null,
        name: null,
      },
    }),
  }),
  samplesOf<RequestCheckModel>(requestCheckPage, 'outside', {
    plain: check(),
    missing: check({ isMissing: true, isTooLarge: true }),
    broken: check({ request: 'PHNhbWxwOg==', checked: { message, checks: EVERY_RULE } }),
    good: check({
      request: 'PHNhbWxwOg==',
      metadataText: '<md:EntityDescriptor/>',
      checked: { message, checks: EVERY_RULE.map(({ rule }) => ({ rule, went: 'passed' })) },
    }),
    open: check({ request: 'x', checked: { message, checks: [{ rule: 'acs', went: 'open' }] } }),
    unread: check({
      request: 'x',
      metadataFaults: [{ rule: 'metadata-not-xml', message: 'The file is not well-formed XML' }],
      checked: {
        message: null,
        checks: [{ rule: 'binding', went: 'failed', code: 'saml-encoding', detail: 'base64' }],
      },
    }),
  }),
]
