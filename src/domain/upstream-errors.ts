import { local, type CatalogueEntry } from './catalogue-entry.js'

/** What is wrong with the answer of another account: nothing of it is taken, and no service is told of it. */
const answer = (operator: string): CatalogueEntry => local(400, 'upstream-answer', 'warn', operator)

/** Why the Response of an upstream is refused, by what whoever runs the broker or the upstream can do about it. */
export const UPSTREAM_ERRORS = {
  'upstream-malformed': answer(
    'The Response of the upstream is no base64, no XML within the accepted subset, or not built as SAML says.',
  ),
  'upstream-signature': answer(
    'No key of the upstream’s metadata signed the Response where its `signed` demands it, or its algorithm is not allowed. Refresh the metadata; an unsigned status counts for nothing.',
  ),
  'upstream-encryption': answer(
    'No key of the broker decrypts a part of the Response (AES-GCM with RSA-OAEP is read), or its dialect demands encryption and it is not encrypted. Give the upstream our current metadata.',
  ),
  'upstream-not-for-us': answer(
    'The Response is from another issuer than the upstream, or for another address or audience than ours.',
  ),
  'upstream-time': answer('The Response is too old, has ended, or is of a time ahead; check the clocks.'),
  'upstream-conditions': answer(
    'The assertion holds under conditions that the broker does not know, or for a holder of a key.',
  ),
  'upstream-unsolicited': answer('The Response answers no request of ours, or another one than its assertion says.'),
  'upstream-replayed': answer('The assertion of this Response was used before.'),
  'upstream-subject': answer(
    'The assertion names nobody, or not clearly: no NameID, a blank one, one of more than 256 characters, or an attribute twice.',
  ),
  'upstream-organisation': answer('The assertion is of an organisation, and the service takes people alone.'),
} as const satisfies Record<string, CatalogueEntry>
