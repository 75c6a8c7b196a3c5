import type { ServiceSettings } from '../../src/domain/service-provider.js'

/** The settings of a service as imported, written out once for all tests; what a test is about, it says itself. */
export const serviceSettings = (sector: string, changes: Partial<ServiceSettings> = {}): ServiceSettings => ({
  trustLevel: 'normal',
  displayName: null,
  dialect: 'saml2int',
  requiredAttributes: null,
  optionalAttributes: null,
  nameIdFormat: null,
  sector,
  pseudonymous: false,
  sso: true,
  methods: null,
  signedRequests: null,
  sign: 'both',
  encrypt: 'auto',
  signatureAlgorithm: null,
  encryptionAlgorithm: null,
  keyTransportAlgorithm: null,
  weakAlgorithms: [],
  weakAlgorithmsUntil: null,
  appReturn: null,
  legalBasis: null,
  purpose: null,
  ...changes,
})
