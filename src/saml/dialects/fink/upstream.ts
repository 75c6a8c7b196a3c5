import { saml2intUpstream } from '../saml2int/upstream.js'
import type { UpstreamFace } from '../upstream-face.js'

/**
 * Another account of the federation of German accounts, as far as BSI TR-03160-2 says in public: each proof is a fresh one
 * (§3), the assertion is signed by itself and then encrypted (§4.3.2.8, §4.3.2.9). The names of its attributes and its
 * classes are not public; until they are, those of saml2int are read, and the operator's own classes (`levels`).
 */
export const finkUpstream: UpstreamFace = {
  ...saml2intUpstream,
  id: 'fink',
  demands: { freshProof: true, signedAssertion: true, encrypted: true, plainMetadata: false },
}
