import type { ServiceDraft } from './saml-service.js'
import { serviceKey, testService } from './saml-service.js'
import { authnContext, authnRequest, type RequestDraft } from './saml-requests.js'

export const AKDB = 'https://www.akdb.de/request/2018/09'
export const CLASSIC_UI = 'https://www.akdb.de/request/2018/09/classic-ui/v1'

export const GIVEN_NAME = 'urn:oid:2.5.4.42'
export const FAMILY_NAME = 'urn:oid:2.5.4.4'
export const BPK2 = 'urn:oid:1.3.6.1.4.1.25484.494450.3'
export const MFA = 'urn:oid:1.3.6.1.4.1.25484.494450.7'
export const VERSION = 'urn:oid:1.3.6.1.4.1.25484.494450.1'
export const PROVED_BY = 'urn:oid:1.3.6.1.4.1.25484.494450.2'
export const LEVEL = 'urn:oid:1.2.40.0.10.2.1.1.261.94'
export const POSTKORB = 'urn:oid:2.5.4.18'
export const OLD_BPK = 'urn:oid:1.2.40.0.10.2.1.1.149'

/** A service that is registered with the dialect. */
export const akdbService = (draft: ServiceDraft = {}) =>
  testService({
    ...draft,
    metadata: { keys: [serviceKey('service'), serviceKey('serviceEncryption', 'encryption')], ...draft.metadata },
    settings: { dialect: 'akdb', ...draft.settings },
  })

export const requested = (name: string, required?: string): string =>
  `<akdb:RequestedAttribute Name="${name}"${required === undefined ? '' : ` RequiredAttribute="${required}"`}/>`

export const attributeList = (...entries: readonly string[]): string =>
  `<akdb:RequestedAttributes>${entries.join('')}</akdb:RequestedAttributes>`

export const methodList = (...entries: readonly string[]): string =>
  `<akdb:AuthnMethods>${entries.join('')}</akdb:AuthnMethods>`

export const display = (content: string): string =>
  `<akdb:DisplayInformation><classic-ui:Version xmlns:classic-ui="${CLASSIC_UI}">${content}</classic-ui:Version></akdb:DisplayInformation>`

export const said = (name: string, text: string): string => `<classic-ui:${name}>${text}</classic-ui:${name}>`

/** The extension; `attributes` are those of its start tag. */
export const extension = (content: string, attributes = ' Version="2" EnableStatusDetail="true"'): string =>
  `<samlp:Extensions><akdb:AuthenticationRequest xmlns:akdb="${AKDB}"${attributes}>${content}</akdb:AuthenticationRequest></samlp:Extensions>`

/** A request of Version 2 with the least that one must have. */
export const LEAST = attributeList(requested(GIVEN_NAME, 'true'))

export const akdbRequest = (extensions: string, draft: RequestDraft = {}, level = 'STORK-QAA-Level-1'): string =>
  authnRequest({ ...draft, content: `${extensions}${authnContext('minimum', level)}` })
