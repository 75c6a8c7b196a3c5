import { shortName } from '../../domain/algorithm-name.js'
import type { ServiceMetadata } from '../../domain/service.js'

type Seen = Pick<ServiceMetadata, 'assertionConsumerServices' | 'keys' | 'signingMethods'>

/** Programs that sign with SHA-1 as shipped, and what their metadata look like. */
const PROGRAMS: readonly { readonly name: string; readonly looksLike: (metadata: Seen) => boolean }[] = [
  { name: 'node-saml (passport-saml)', looksLike: listsNodeSamlsCiphers },
  {
    name: 'ruby-saml before 2.0 (omniauth-saml)',
    looksLike: (metadata) => answersEndIn(metadata, '/auth/saml/callback'),
  },
  { name: 'the Spring Security SAML extension', looksLike: (metadata) => answersEndIn(metadata, '/saml/SSO') },
]

/**
 * The program that looks like the source of these metadata and signs with SHA-1, or null. Metadata that name their
 * algorithms are not guessed about.
 */
export function programSigningWithSha1(metadata: Seen): string | null {
  if (metadata.signingMethods.length > 0) return null
  return PROGRAMS.find(({ looksLike }) => looksLike(metadata))?.name ?? null
}

const answersEndIn = ({ assertionConsumerServices }: Seen, path: string): boolean =>
  assertionConsumerServices.some(({ location }) => location.replace(/\?.*$/, '').endsWith(path))

/** node-saml writes exactly these four for every key that it decrypts with, in this order. */
const NODE_SAML_CIPHERS = 'aes256-gcm aes128-gcm aes256-cbc aes128-cbc'

function listsNodeSamlsCiphers({ keys }: Seen): boolean {
  return keys.some(({ encryptionMethods }) => {
    const names = encryptionMethods.map(({ algorithm }) => shortName(algorithm))
    return names.join(' ') === NODE_SAML_CIPHERS
  })
}
