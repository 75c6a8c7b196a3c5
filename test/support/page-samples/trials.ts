import { tabLinks } from '../../../src/operators/console/service-tabs.js'
import { methodId } from '../../../src/domain/ids.js'
import type { OpenAnswer } from '../../../src/domain/ports/trial-answers.js'
import { trialPage, type TrialModel } from '../../../src/operators/console/pages/trial.js'
import type { TrialLogin } from '../../../src/operators/services/trial-login.js'
import { ACS } from '../saml-service.js'
import { aachen, bar, ending } from './operator-parts.js'
import { samplesOf, type PageSamples } from './page-samples.js'

const XML =
  '<samlp:Response Destination="https://portal.aachen.example/saml/acs" ID="_a"><saml:Issuer>https://servicekonto.example/saml/metadata</saml:Issuer><saml:EncryptedAssertion><xenc:EncryptedData></xenc:EncryptedData></saml:EncryptedAssertion></samlp:Response>'

const answer: OpenAnswer = {
  nameId: 'q3v9Zk1xZ0m7Yw2T5u8RbC4dEfGhIjKlMnOpQrStUv0',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  sessionIndex: '_s',
  sector: 'https://portal.aachen.example/saml/metadata',
  classRef: 'http://eidas.europa.eu/LoA/substantial',
  attributes: [{ name: 'urn:oid:2.5.4.4', friendlyName: 'familyName', value: 'Ḥaddād-Musterfrau' }],
  assertion:
    '<saml:Assertion ID="_b"><saml:Issuer>https://servicekonto.example/saml/metadata</saml:Issuer></saml:Assertion>',
  response: XML,
  signature: {
    key: 'sig-2026-11',
    algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  },
  encryption: {
    content: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    transport: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  },
}

const answered: TrialLogin = {
  service: aachen,
  child: null,
  outcome: 'answered',
  asked: null,
  acs: ACS,
  needed: 'substantiell',
  method: { id: methodId('pass'), level: 'substantiell' },
  decision: {
    release: {
      level: 'substantiell',
      attributes: [
        { name: 'familyName', value: 'Ḥaddād-Musterfrau', level: 'substantiell', required: true },
        { name: 'email', value: 'testperson@servicekonto.example', level: 'basis', required: false },
      ],
    },
    missing: [],
    origins: { familyName: 'eid', email: 'self-declared' },
  },
  withheld: [
    { name: 'gender', required: true, reason: 'level-too-low' },
    { name: 'https://portal.aachen.example/attribute/eine/lange/adresse', required: false, reason: 'unknown' },
  ],
  answer,
}

const page = (trial: TrialLogin): TrialModel => ({
  bar: bar('services'),
  tabs: tabLinks('x', 'test'),
  form: { action: '/operator/dienste/x/test', token: 'sample-token' },
  back: '/operator/dienste/x',
  trial,
})

/** Test logins, with an answer and without. */
export const trialPages: readonly PageSamples[] = [
  samplesOf(trialPage, 'outside', {
    plain: page(answered),
    open: page({ ...answered, answer: { ...answer, encryption: null }, withheld: [] }),
    'no-level': page({
      ...answered,
      service: ending,
      outcome: 'level-not-offered',
      method: null,
      decision: null,
      answer: null,
    }),
    disabled: page({
      ...answered,
      ...{ outcome: 'saml-service-disabled', acs: null, needed: null, method: null, decision: null, withheld: [] },
      answer: null,
    }),
  }),
]
