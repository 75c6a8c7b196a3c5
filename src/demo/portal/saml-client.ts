import { randomBytes } from 'node:crypto'
import { type Profile, SAML, type SamlConfig, SamlStatusError, ValidateInResponseTo } from '@node-saml/node-saml'
import { z } from 'zod'
import { describeAttribute, trustLevelOf } from './attribute-names.js'
import { type Broker, readBrokerMetadata } from './broker-metadata.js'
import type { KeyPair } from './key-pair.js'
import { createMarks } from './marks.js'
import type { PortalOptions } from './portal-options.js'
import { createSingleLogout, type LoginName, type SingleLogout } from './single-logout.js'
import { describeStatus, readStatus, type SamlStatus } from './saml-status.js'

/** Who logged in, as the broker told it. */
export interface Visitor {
  readonly nameId: string
  /** What this login is called when it ends. */
  readonly login: LoginName
  readonly trustLevel: string
  readonly attributes: readonly { readonly name: string; readonly label: string; readonly value: string }[]
}

/** A form that takes the browser to the broker. */
export interface HandOver {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

export type Answer =
  { readonly kind: 'visitor'; readonly visitor: Visitor } | { readonly kind: 'status'; readonly status: SamlStatus }

/** An answer that was taken before: its form was sent a second time. */
export interface Repeated {
  readonly kind: 'repeated'
}

export interface SamlClient {
  /** Where to send the browser (redirect binding). */
  loginUrl(): Promise<string>
  /** What to post by the browser (POST binding). */
  loginForm(): Promise<HandOver>
  /** Reads the broker's answer, once. Throws when it is none that may be believed. */
  receive(samlResponse: string, relayState: string): Promise<Answer | Repeated>
  /** Logging out everywhere. */
  readonly logout: SingleLogout
}

const CLASS_OF = {
  normal: 'http://eidas.europa.eu/LoA/low',
  substantiell: 'http://eidas.europa.eu/LoA/substantial',
  hoch: 'http://eidas.europa.eu/LoA/high',
}

const LOGIN_LASTS = 60 * 60 * 1000

/** Entity and endpoint of the portal. */
export interface PortalUrls {
  readonly entityId: string
  readonly acs: string
  /** Where it is told of logouts, by redirect or POST. */
  readonly slo: string
}

export interface PortalKeys {
  readonly signing: KeyPair
  /** Null: answers are not encrypted. */
  readonly encryption: KeyPair | null
}

const samlConfig = (options: PortalOptions, urls: PortalUrls, keys: PortalKeys, broker: Broker): SamlConfig => ({
  issuer: urls.entityId,
  callbackUrl: urls.acs,
  entryPoint: broker.ssoUrl[options.requestBinding],
  // Read anew for every answer, so that the broker may change its keys.
  idpCert: (done) => {
    readBrokerMetadata(options.brokerMetadataUrl).then(({ certificates }) => done(null, [...certificates]), done)
  },
  privateKey: keys.signing.privateKey,
  publicCert: keys.signing.certificate,
  signatureAlgorithm: 'sha256',
  digestAlgorithm: 'sha256',
  identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  authnContext: [CLASS_OF[options.trustLevel]],
  racComparison: 'minimum',
  wantAssertionsSigned: true,
  wantAuthnResponseSigned: true,
  validateInResponseTo: ValidateInResponseTo.always,
  requestIdExpirationPeriodMs: LOGIN_LASTS,
  // saml-bindings 3.5.4: only the redirect binding deflates.
  skipRequestCompression: options.requestBinding === 'post',
  ...(keys.encryption === null ? {} : { decryptionPvk: keys.encryption.privateKey }),
})

/** A service provider by node-saml; `make` puts another one in its place. */
export const createSamlClient = (
  options: PortalOptions,
  urls: PortalUrls,
  keys: PortalKeys,
  broker: Broker,
  make = (config: SamlConfig): SAML => new SAML(config),
): SamlClient => {
  const saml = make(samlConfig(options, urls, keys, broker))
  const started = createMarks(LOGIN_LASTS)
  const answered = createMarks(LOGIN_LASTS)
  /** RelayState of a login that this portal started; it must come back unchanged. */
  const begin = (): string => {
    const relayState = randomBytes(16).toString('hex')
    started.add(relayState)
    return relayState
  }
  return {
    logout: logoutOf(options, urls, keys, broker, make),
    loginUrl: () => saml.getAuthorizeUrlAsync(begin(), undefined, {}),
    loginForm: async () => ({
      url: broker.ssoUrl.post,
      fields: textFields.parse(await saml.getAuthorizeMessageAsync(begin(), undefined, {})),
    }),
    receive: async (samlResponse, relayState) => {
      if (answered.has(relayState)) return { kind: 'repeated' }
      if (!started.delete(relayState)) throw new Error('the answer belongs to no login that was started here')
      answered.add(relayState)
      try {
        const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: samlResponse })
        // node-saml reports this one status as "nobody", all others as an error.
        if (profile === null) return { kind: 'status', status: describeStatus('NoPassive') }
        if (profile.issuer !== broker.entityId) throw new Error(`the answer is from ${profile.issuer}`)
        return { kind: 'visitor', visitor: visitorOf(profile) }
      } catch (error) {
        if (error instanceof SamlStatusError) return { kind: 'status', status: readStatus(error.xmlStatus) }
        throw error
      }
    },
  }
}

const logoutOf = (
  options: PortalOptions,
  urls: PortalUrls,
  keys: PortalKeys,
  broker: Broker,
  make: (config: SamlConfig) => SAML,
): SingleLogout =>
  createSingleLogout({
    // Messages about logouts are redirects, whatever the portal's requests are.
    saml: make({
      ...samlConfig({ ...options, requestBinding: 'redirect' }, urls, keys, broker),
      logoutUrl: broker.sloUrl,
      idpIssuer: broker.entityId,
    }),
    broker,
    slo: urls.slo,
    certificates: async () => (await readBrokerMetadata(options.brokerMetadataUrl)).certificates,
  })

const textFields = z.record(z.string(), z.string())
const attributeValues = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({})

const visitorOf = (profile: Profile): Visitor => {
  const attributes = Object.entries(attributeValues.parse(profile['attributes'])).map(([wireName, value]) => ({
    ...describeAttribute(wireName),
    value: typeof value === 'string' ? value : value.join(', '),
  }))
  return {
    nameId: profile.nameID,
    login: {
      nameID: profile.nameID,
      nameIDFormat: profile.nameIDFormat,
      nameQualifier: profile.nameQualifier,
      spNameQualifier: profile.spNameQualifier,
      sessionIndex: profile.sessionIndex,
    },
    trustLevel: trustLevelOf(attributes.find((each) => each.name === 'trustLevel')?.value),
    attributes,
  }
}
