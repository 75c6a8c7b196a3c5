import { methodId } from '../../../src/domain/ids.js'
import { serviceAttributesPage } from '../../../src/operators/console/pages/service-attributes.js'
import { serviceEndpointsPage } from '../../../src/operators/console/pages/service-endpoints.js'
import { serviceKeysPage } from '../../../src/operators/console/pages/service-keys.js'
import { serviceLevelPage } from '../../../src/operators/console/pages/service-level.js'
import type { ServiceModel } from '../../../src/operators/console/pages/service-model.js'
import { serviceTestPage } from '../../../src/operators/console/pages/service-test.js'
import { servicePage } from '../../../src/operators/console/pages/service.js'
import { TAB_SETTINGS } from '../../../src/operators/console/service-tabs.js'
import { finding, refusal } from '../../../src/operators/findings.js'
import { serviceView } from '../../../src/operators/services/service-view.js'
import { attributeService, serviceKey, testService } from '../saml-service.js'
import { aachen, bar, LOGO, words } from './operator-parts.js'
import { judging, service } from './operators.js'
import { type PageSamples, samplesOf } from './page-samples.js'

const URL = 'https://portal.musterkreis.example/bilder/logo.png'

/** A service of whose everything there is something to show. */
const rich = testService({
  entityId: 'https://portal.musterkreis.example/saml/metadaten/mit/einem/langen/pfad',
  metadata: {
    displayNames: { de: 'Kraftfahrzeugzulassungsbehördenserviceportal Musterkreis' },
    logo: { url: URL, width: 300, height: 80 },
    privacyUrls: { de: 'https://portal.musterkreis.example/datenschutz' },
    informationUrls: { de: 'https://portal.musterkreis.example/' },
    nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
    keys: [serviceKey('serviceEncryption', 'both')],
    singleLogoutServices: [
      { binding: 'redirect', location: 'https://portal.musterkreis.example/saml/slo', responseLocation: null },
      {
        binding: 'post',
        location: 'https://portal.musterkreis.example/saml/slo',
        responseLocation: 'https://portal.musterkreis.example/saml/slo/antwort',
      },
    ],
    attributeConsumingServices: [
      attributeService({ isDefault: true, required: ['familyName', 'birthDate'], optional: ['email'] }),
    ],
  },
  settings: {
    methods: [methodId('password'), methodId('pass')],
    attributeLevels: ['birthDate:substantiell'],
    legalBasis: '§ 8 Absatz 1 OZG',
    purpose: 'Antrag prüfen und Bescheid zustellen',
    sso: false,
  },
})
const richView = serviceView(rich, judging, words)

/** A page of the service with the settings that stand on it. */
const on = (tab: ServiceModel['tab'], changes: Partial<ServiceModel> = {}): ServiceModel => {
  const all = service({ tab, view: richView, logo: LOGO, ...changes })
  if (tab === 'overview') return all
  const names = tab === 'test' ? [] : TAB_SETTINGS[tab]
  return { ...all, fields: all.fields.filter(({ name }) => names.includes(name)) }
}

/** For whoever may only read. */
const read = { form: null, bar: bar('services', 'auditor') } as const
const poor = { view: serviceView(aachen, judging, words), logo: null }

/** The pages of one service. */
export const serviceTabPages: readonly PageSamples[] = [
  samplesOf(servicePage, 'outside', {
    logo: on('overview'),
    'logo-waits': on('overview', { logo: null }),
    'logo-fails': on('overview', {
      logo: null,
      view: { ...richView, findings: [finding('logo-unfetched', { fault: 'pixels', isKept: false })] },
    }),
  }),
  samplesOf(serviceEndpointsPage, 'outside', {
    plain: on('endpoints'),
    done: on('endpoints', { done: 'set' }),
    'to-read': on('endpoints', { ...poor, ...read }),
  }),
  samplesOf(serviceKeysPage, 'outside', {
    plain: on('keys'),
    refused: on('keys', { refusal: refusal('signing-key-missing', { entityId: rich.entityId }) }),
    'to-read': on('keys', { ...poor, ...read }),
  }),
  samplesOf(serviceAttributesPage, 'outside', {
    plain: on('attributes'),
    none: on('attributes', poor),
    pseudonymous: on('attributes', {
      view: serviceView({ ...rich, settings: { ...rich.settings, pseudonymous: true } }, judging, words),
    }),
    'to-read': on('attributes', read),
  }),
  samplesOf(serviceLevelPage, 'outside', {
    plain: on('level'),
    overtaken: on('level', { changedMeanwhile: true }),
    'to-read': on('level', { ...poor, ...read }),
  }),
  samplesOf(serviceTestPage, 'outside', {
    plain: on('test'),
    'to-read': on('test', read),
  }),
]
