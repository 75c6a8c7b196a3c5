import { signatureAlgorithm } from '../../crypto/signature-algorithms.js'
import type { Signer } from '../../domain/ports/signing-keys.js'
import { EXCLUSIVE_C14N } from './canonicalization-method.js'
import { attribute } from './node.js'
import { parseXml } from './parse.js'
import { placeOfSignature } from './signature-shape.js'
import { createSignedXml } from './signed-xml.js'
import { digestUri, ENVELOPED } from './xml-signature.js'

/**
 * Signs a document of our own with an enveloped signature over its root. The signature stands where the schema wants
 * it: after Issuer in protocol messages, first in metadata. `algorithm` is a signature algorithm URI of the allow-list;
 * the digest uses the same hash. Returns the signed document, with the signer's certificate in KeyInfo. Throws Error
 * for an algorithm that is not allowed and for a root without ID, both of which are faults of the caller.
 */
export async function signDocument(xml: string, signer: Signer, algorithm: string): Promise<string> {
  const signing = signatureAlgorithm(algorithm)
  if (!signing) throw new Error(`the signature algorithm ${algorithm} is not allowed`)
  const root = parseXml(xml, { maxLength: 1_048_576 })
  // If the root had no ID, xml-crypto would add an attribute that no schema knows.
  if (attribute(root, 'ID') === null) throw new Error(`the ${root.name} to sign has no ID`)
  const signedXml = createSignedXml(
    { uri: algorithm, sign: (signedInfo) => signer.sign(algorithm, signedInfo) },
    `<ds:X509Data><ds:X509Certificate>${signer.info.certificate}</ds:X509Certificate></ds:X509Data>`,
  )
  signedXml.addReference({
    xpath: '/*',
    transforms: [ENVELOPED, EXCLUSIVE_C14N],
    digestAlgorithm: digestUri(signing.hash),
  })
  const location =
    placeOfSignature(root) === 0
      ? { reference: '/*', action: 'prepend' as const }
      : { reference: "/*/*[local-name(.)='Issuer']", action: 'after' as const }
  await new Promise<void>((resolve, reject) => {
    signedXml.computeSignature(xml, { prefix: 'ds', location }, (error) => (error ? reject(error) : resolve()))
  })
  return signedXml.getSignedXml()
}
