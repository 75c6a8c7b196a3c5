import { isAttributeName } from '../domain/identity.js'
import type { Service } from '../domain/service.js'
import type { PortalWords } from '../portal-error/read-portal-error.js'
import type { Dialect, Dialects } from '../saml/dialects/dialect.js'
import { attributesOf } from '../saml/dialects/metadata-words.js'

/** Reads the words of a portal in its dialect; of one that is not known, in that of a service as imported. */
export function portalWords(dialects: Dialects): Omit<PortalWords, 'find'> {
  const dialectOf = (service: Service | null): Dialect => dialects.get(service?.settings.dialect ?? 'saml2int')
  return {
    attribute: (service, name) => attributesOf(dialectOf(service)).get(name) ?? (isAttributeName(name) ? name : null),
    level: (service, name) => dialectOf(service).levels.levelOf(name),
  }
}
