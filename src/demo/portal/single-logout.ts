import { randomBytes } from 'node:crypto'
import type { Profile, SAML } from '@node-saml/node-saml'
import type { Broker } from './broker-metadata.js'
import { readLogoutMessage, signedFields, xmlIn, type Received } from './logout-message.js'
import { createMarks } from './marks.js'

/** What a login is called in messages about its logout, as the broker called it. */
export interface LoginName {
  readonly nameID: string
  readonly nameIDFormat: string
  readonly nameQualifier: string | undefined
  readonly spNameQualifier: string | undefined
  readonly sessionIndex: string | undefined
}

/** How a common logout ended, as far as the broker says: everywhere, not everywhere, or it knew of no login. */
export type LogoutEnd = 'Success' | 'PartialLogout' | 'UnknownPrincipal'

export type LogoutNews =
  /** The broker says that a login has ended. Once that is done the browser goes on to `next`. */
  | { readonly kind: 'told'; readonly isMeant: (login: LoginName) => boolean; readonly next: string }
  /** The broker's answer to a logout that this browser began. */
  | { readonly kind: 'answered'; readonly end: LogoutEnd }

export interface SingleLogout {
  /**
   * Where to send the browser, so that this login ends at the broker and at every portal, and the RelayState by which the
   * answer is known to be this browser's.
   */
  begin(login: LoginName): Promise<{ readonly url: string; readonly relayState: string }>
  /** Reads what came in. `awaited`: the RelayState that its browser waits for. Throws when it is nothing that may be believed. */
  receive(received: Received, awaited: string | null): Promise<LogoutNews>
}

interface Deps {
  readonly saml: SAML
  readonly broker: Broker
  /** The portal's address for messages about logouts. */
  readonly slo: string
  /** Certificates of the broker as they are now, in base64. */
  readonly certificates: () => Promise<readonly string[]>
}

/** How long the broker may take to answer; the citizen may have to press something there. */
const LOGOUT_LASTS = 60 * 60 * 1000

/** The portal's part in common logouts (saml-profiles 4.4). */
export function createSingleLogout({ saml, broker, slo, certificates }: Deps): SingleLogout {
  /** RelayStates of the logouts that this portal began. */
  const begun = createMarks(LOGOUT_LASTS)
  const proven = async (received: Received): Promise<Readonly<Record<string, string>>> => {
    // The whole document of a POST is signed; node-saml proves that itself.
    if (received.binding === 'redirect') return signedFields(received.query, await certificates())
    if ('SAMLResponse' in received.fields) await saml.validatePostResponseAsync(received.fields)
    return received.fields
  }
  const told = async (received: Received, fields: Readonly<Record<string, string>>): Promise<LogoutNews> => {
    const { profile } =
      received.binding === 'redirect'
        ? await saml.validateRedirectAsync(fields, received.query)
        : await saml.validatePostRequestAsync(fields)
    if (profile === null) throw new Error('the request names nobody')
    // Nobody of that name is logged in here any more, whether somebody was or not.
    const next = await saml.getLogoutResponseUrlAsync(profile, fields['RelayState'] ?? '', {}, true)
    return { kind: 'told', isMeant: (login) => isNamed(login, profile), next }
  }
  return {
    async begin(login) {
      const relayState = randomBytes(16).toString('hex')
      begun.add(relayState)
      return { url: await saml.getLogoutUrlAsync(profileOf(login, broker), relayState, {}), relayState }
    },
    async receive(received, awaited) {
      const fields = await proven(received)
      const message = await readLogoutMessage(await xmlIn(fields, received))
      if (message.issuer !== broker.entityId) throw new Error(`the message is from ${message.issuer}`)
      if (message.destination !== slo) throw new Error(`the message is for ${message.destination}`)
      if (message.kind === 'request') return told(received, fields)
      const relayState = fields['RelayState'] ?? ''
      // Another browser's answer would be shown to whoever is led here.
      if (relayState !== awaited) throw new Error('the answer belongs to no logout of this browser')
      if (!begun.delete(relayState)) throw new Error('the answer belongs to no logout of this portal')
      if (!(await saml.cacheProvider.removeAsync(message.inResponseTo)))
        throw new Error('the answer belongs to no request of this portal')
      return { kind: 'answered', end: endOf(message.codes) }
    },
  }
}

const isNamed = (login: LoginName, { nameID, sessionIndex }: Profile): boolean =>
  login.nameID === nameID && (sessionIndex === undefined || sessionIndex === login.sessionIndex)

const profileOf = ({ nameQualifier, spNameQualifier, sessionIndex, ...name }: LoginName, broker: Broker): Profile => ({
  ...name,
  issuer: broker.entityId,
  ...(nameQualifier !== undefined && { nameQualifier }),
  ...(spNameQualifier !== undefined && { spNameQualifier }),
  ...(sessionIndex !== undefined && { sessionIndex }),
})

/** saml-core 3.7.3.2: PartialLogout stands below Success. */
function endOf([top, second]: readonly string[]): LogoutEnd {
  if (top !== 'Success') return 'UnknownPrincipal'
  return second === 'PartialLogout' ? 'PartialLogout' : 'Success'
}
