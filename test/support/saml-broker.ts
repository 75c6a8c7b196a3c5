import { createSamlFace } from '../../src/compose/saml-face.js'
import { newAccount, type Account } from '../../src/domain/account.js'
import { accountId, loginId, methodId } from '../../src/domain/ids.js'
import type { AttributeName } from '../../src/domain/identity.js'
import type { ReceivedLogin, SamlLogin } from '../../src/domain/login.js'
import type { Clock } from '../../src/domain/ports/clock.js'
import type { Random } from '../../src/domain/ports/random.js'
import type { LoginResult, ServiceMessages } from '../../src/domain/ports/service-messages.js'
import type { ArtifactStore } from '../../src/domain/ports/artifact-store.js'
import type { ServiceRegistry } from '../../src/domain/ports/service-registry.js'
import type { SigningKeys } from '../../src/domain/ports/signing-keys.js'
import type { ReleasedAttribute } from '../../src/domain/release.js'
import { SHIPPED_METADATA_GRACE, type Service } from '../../src/domain/service.js'
import type { WeakAlgorithmUsed } from '../../src/domain/weak-algorithms.js'
import type { InboundMessage } from '../../src/saml/bindings/inbound-message.js'
import { readPost } from '../../src/saml/bindings/post.js'
import { readRedirect } from '../../src/saml/bindings/redirect.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { createDialects } from '../../src/saml/dialects/registry.js'
import type { ReceivedRequest, RequestReceiverDeps } from '../../src/saml/idp/receive-request.js'
import { testSigningKeys } from './saml-keys.js'
import { authnRequest, BROKER, NOW, redirectQuery } from './saml-requests.js'
import { testRegistry, testService } from './saml-service.js'

/** The IdP face over a registry of these services, at a fixed time. */
export interface SamlBroker {
  receive(message: InboundMessage): ReceivedRequest
  /** A redirect query or POST fields, read and received. */
  redirect(rawQuery: string): ReceivedRequest
  post(fields: Readonly<Record<string, string>>): ReceivedRequest
  readonly messages: ServiceMessages
}

export interface SamlBrokerOptions {
  readonly services?: readonly Service[]
  /** In place of `services`, for a registry that changes. */
  readonly registry?: ServiceRegistry
  readonly keys?: SigningKeys
  readonly now?: number
  /** In place of `now`, for a time that moves. */
  readonly clock?: Clock
  readonly weakUsed?: WeakAlgorithmUsed
  readonly demandsExtension?: boolean
  readonly artifacts?: ArtifactStore
  readonly unknownKey?: (service: Service) => void
  readonly requesterNamed?: NonNullable<RequestReceiverDeps['requesterNamed']>
}

export function samlBroker(options: SamlBrokerOptions = {}): SamlBroker {
  const { services = [testService()], registry = testRegistry(...services), keys, now = NOW } = options
  const { clock = { now: () => now }, weakUsed = () => undefined, unknownKey, requesterNamed } = options
  const face = createSamlFace(
    { publicUrl: new URL(BROKER).origin },
    {
      registry,
      clock,
      dialects: createDialects(),
      weakUsed,
      metadataGrace: SHIPPED_METADATA_GRACE,
      demandsExtension: options.demandsExtension === true,
      ...(unknownKey && { unknownKey }),
      ...(requesterNamed && { requesterNamed }),
      keys: keys ?? testSigningKeys(),
      pseudonyms: { persistent: (account, sector) => `pseudonym-of-${account.id}-in-${sector}` },
      subjectIds: { of: (kind, account, sector) => `${kind}-of-${account.id}-in-${sector}@broker.example` },
      random: countingRandom(),
      artifacts: options.artifacts ?? createMemoryStores({ clock }).artifacts,
    },
  )
  return {
    ...face,
    redirect: (rawQuery) => face.receive(readRedirect(rawQuery)),
    post: (fields) => face.receive(readPost(fields)),
  }
}

/** Ids that differ and are the same in every run. */
export function countingRandom(): Random {
  let count = 0
  const next = () => String(++count).padStart(4, '0')
  return {
    id: () => `id-${next()}`,
    secret: () => `secret-${next()}`,
    samlId: () => `_saml-${next()}`,
    artifactHandle: () => next().padStart(40, '0'),
  }
}

/** The login that a received request begins. */
export const loginOf = ({
  requirements,
  reply,
}: Pick<ReceivedRequest, 'requirements' | 'reply'>): SamlLogin<ReceivedLogin> => ({
  state: 'received',
  id: loginId('login-1'),
  version: 1,
  answerId: 'answer-1',
  browserKey: 'browser',
  reply,
  requirements,
  startedAt: NOW,
  expiresAt: NOW + 1_800_000,
})

/** The login of a plain request to a service. */
export const plainLogin = (broker: SamlBroker): SamlLogin<ReceivedLogin> =>
  loginOf(broker.redirect(redirectQuery(authnRequest(), 'ticket-17')))

export const testAccount = (): Account =>
  newAccount({
    id: accountId('erika'),
    username: 'erika',
    pseudonymSeed: 'seed',
    proofing: { level: 'normal', origin: 'self-declared', at: NOW },
    identity: {},
    methods: [],
    createdAt: NOW,
  })

/** What a password login at `normal` releases, in the order given. */
export function loginResult(
  values: Readonly<Partial<Record<AttributeName, string>>> = {},
  rest: Partial<LoginResult> & { readonly level?: LoginResult['release']['level'] } = {},
): LoginResult {
  const { level = 'normal', ...given } = rest
  const attributes = (Object.entries(values) as [AttributeName, string][]).map(([name, value]): ReleasedAttribute => ({
    name,
    value,
    level: 'basis',
    required: true,
  }))
  return {
    account: testAccount(),
    release: { attributes, level },
    authnInstant: NOW - 30_000,
    method: methodId('password'),
    sessionNotOnOrAfter: NOW + 3_600_000,
    session: null,
    ...given,
  }
}

/** The Response in an answer's form. */
export const responseXml = (fields: Readonly<Record<string, string>>): string =>
  Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString('utf8')
