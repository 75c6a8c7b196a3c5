import { BrokerError } from '../../domain/error-catalogue.js'
import type { Pseudonyms } from '../../domain/ports/pseudonyms.js'
import type { Random } from '../../domain/ports/random.js'
import type { LoginResult } from '../../domain/ports/service-messages.js'
import type { NameIdKind } from '../../domain/name-id-formats.js'
import type { Service } from '../../domain/service.js'
import type { Dialect } from '../dialects/dialect.js'

/** How the answer names the citizen (saml-core §2.2.2). */
export interface NameId {
  readonly value: string
  readonly format: string
  /**
   * IdP and SP between which a persistent identifier holds (saml-core §8.3.7), a transient one by some dialects; else
   * null.
   */
  readonly qualifiers: { readonly nameQualifier: string; readonly spNameQualifier: string } | null
}

export interface NameIdDeps {
  readonly pseudonyms: Pick<Pseudonyms, 'persistent'>
  readonly random: Random
  readonly entityId: string
  dialectOf(service: Service): Dialect
}

/** Who gets the answer, and the sector that its pseudonym is of: its own, or that of the child service it asked for. */
export interface Answered {
  readonly service: Service
  readonly sector: string
}

/**
 * The NameID of this kind: the sector's pseudonym; the session's transient value (without a session, a fresh one); or
 * the released e-mail address. Throws `invalid-name-id-policy` if there is no e-mail address to give, or the service no
 * longer takes one, as after another import.
 */
export function nameIdFor(
  kind: NameIdKind,
  { service, sector }: Answered,
  { account, release, session }: Pick<LoginResult, 'account' | 'release' | 'session'>,
  deps: NameIdDeps,
): NameId {
  const { pseudonyms, random, entityId } = deps
  const { nameIdFormats, qualifiesTransient } = deps.dialectOf(service)
  const format = nameIdFormats[kind]
  const qualifiers = { nameQualifier: entityId, spNameQualifier: service.entityId }
  switch (kind) {
    case 'persistent': {
      // check: pseudonyms-are-of-the-sector
      const value = pseudonyms.persistent(account, sector)
      return { value, format, qualifiers }
    }
    case 'transient':
      return {
        value: session?.transientId ?? random.samlId(),
        format,
        qualifiers: qualifiesTransient ? qualifiers : null,
      }
    case 'emailAddress': {
      // check: no-e-mail-to-who-takes-none-any-more
      if (!takesEmail(service, nameIdFormats.emailAddress))
        throw new BrokerError('invalid-name-id-policy', 'no longer in the metadata')
      const email = release.attributes.find(({ name }) => name === 'email')
      // check: no-e-mail-that-was-not-released
      if (!email) throw new BrokerError('invalid-name-id-policy', 'no e-mail address released')
      return { value: email.value, format, qualifiers: null }
    }
  }
}

/**
 * True if the service takes an e-mail NameID, because the operator chose it or the metadata lists it. What the
 * operator's lists of attributes leave out is not in the release, and so cannot be given.
 */
const takesEmail = ({ metadata, settings }: Service, format: string): boolean =>
  settings.nameIdFormat === 'emailAddress' || metadata.nameIdFormats.includes(format)
