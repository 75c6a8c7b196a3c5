import { entityId, type EntityId } from '../../../src/domain/ids.js'
import type { LogoutPart } from '../../../src/domain/logout.js'
import { SHIPPED_METADATA_GRACE } from '../../../src/domain/service.js'
import { readPost } from '../../../src/saml/bindings/post.js'
import { createDialects } from '../../../src/saml/dialects/registry.js'
import { NAME_ID_FORMAT } from '../../../src/saml/dialects/name-id-uris.js'
import { createLogoutMessages } from '../../../src/saml/logout/logout-messages.js'
import { createLogoutReceiver } from '../../../src/saml/logout/receive-logout.js'
import { inSoap, logoutResponse, SLO, SLO_SOAP } from '../../../test/support/logout-messages.js'
import { countingRandom } from '../../../test/support/saml-broker.js'
import { testKey, testSigningKeys } from '../../../test/support/saml-keys.js'
import { BROKER, envelopedSigned, NOW } from '../../../test/support/saml-requests.js'
import { testRegistry, testService } from '../../../test/support/saml-service.js'

/** How many services take part in the session that ends. */
export const LOGOUT_SERVICES = 20

export interface LogoutContestants {
  /** Every service is told by SOAP, and its answer is verified. Throws if one is not done. */
  readonly bySoap: () => Promise<void>
  /** One service is told through the browser, by Redirect, and its answer, by POST, is verified. */
  readonly byBrowser: () => Promise<void>
}

const slo = (id: EntityId) =>
  (['soap', 'redirect'] as const).map((binding) => ({ binding, location: `${id}/${binding}`, responseLocation: null }))

const partOf = (service: EntityId, way: 'soap' | 'redirect', index: number): LogoutPart => ({
  service,
  nameId: 'a-pseudonym-of-forty-three-characters-or-so',
  nameIdFormat: NAME_ID_FORMAT.persistent,
  sessionIndex: '_a-session-index-of-forty-three-characters',
  requestId: `_asked-${index}`,
  way,
  state: 'waiting',
})

/** What a service says to the request of this part: signed before the measuring begins, as that is the service's cost. */
const answerTo = ({ service, requestId }: LogoutPart, Destination: string): string =>
  envelopedSigned(logoutResponse(NOW, { issuer: service, attributes: { InResponseTo: requestId, Destination } }), {
    key: testKey('service'),
  })

/** Both sides of what the broker says; whoever it tells by SOAP answers at once, by the address. */
function talkTo(ids: readonly EntityId[], answers: ReadonlyMap<string, Uint8Array>) {
  const services = ids.map((id) => testService({ entityId: id, metadata: { singleLogoutServices: slo(id) } }))
  const shared = {
    registry: testRegistry(...services),
    clock: { now: () => NOW },
    keys: testSigningKeys(),
    metadataGrace: SHIPPED_METADATA_GRACE,
  }
  const receiver = createLogoutReceiver({ ...shared, entityId: BROKER, sloLocation: SLO, sloSoapLocation: SLO_SOAP })
  const messages = createLogoutMessages({
    ...shared,
    receiver,
    entityId: BROKER,
    random: countingRandom(),
    dialects: createDialects(),
    pseudonyms: { persistent: () => 'nobody' },
    callOut: ({ url }) => Promise.resolve({ status: 200, headers: {}, body: answers.get(url) ?? Buffer.alloc(0) }),
    unanswered: (service, why) => {
      throw new Error(`${service}: ${why}`)
    },
  })
  return { receiver, messages }
}

/** Our messages of a logout, without network and stores: what is left is XML and cryptography. */
export function logoutContestants(): LogoutContestants {
  const ids = Array.from({ length: LOGOUT_SERVICES }, (_, index) => entityId(`https://portal-${index}.example`))
  const parts = ids.map((id, index) => partOf(id, 'soap', index))
  const answers = new Map<string, Uint8Array>()
  for (const part of parts) answers.set(`${part.service}/soap`, Buffer.from(inSoap(answerTo(part, SLO_SOAP))))
  const { receiver, messages } = talkTo(ids, answers)
  const one = partOf(ids[0] ?? entityId(BROKER), 'redirect', 0)
  const posted = { SAMLResponse: Buffer.from(answerTo(one, SLO)).toString('base64') }
  return {
    bySoap: async () => {
      const states = await Promise.all(parts.map((part) => messages.tell(part)))
      if (states.some((state) => state !== 'done')) throw new Error(`not every service is logged out: ${states.join()}`)
    },
    byBrowser: async () => {
      await messages.request(one)
      const { isDone } = receiver.answer(readPost(posted, 'SAMLResponse'), 'post')
      if (!isDone) throw new Error('the service is not logged out')
    },
  }
}
