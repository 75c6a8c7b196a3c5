import { ECDSA_SHA256, RSA_SHA256 } from '../../../crypto/signature-algorithms.js'
import { AES_256_GCM, RSA_OAEP_MGF1P } from '../../xml/encryption-algorithms.js'
import type { Dialect } from '../dialect.js'
import { createLevelClasses } from '../level-classes.js'
import { EIDAS, LEVEL_VOCABULARIES, STORK } from '../level-vocabularies.js'
import { attributesOf } from '../metadata-words.js'
import { NAME_ID_FORMAT } from '../name-id-uris.js'
import { requestedAttributesExtension } from '../requested-attributes-extension.js'
import { SAML2INT_ATTRIBUTES } from './attributes.js'

const NAME_ON_WIRE = attributesOf({ attributeNames: SAML2INT_ATTRIBUTES })

/** Kantara's deployment profile SAML2int with the broker's attribute names: the dialect of a service as imported. */
export const saml2int: Dialect = {
  id: 'saml2int',
  levels: createLevelClasses(LEVEL_VOCABULARIES, EIDAS),
  attributeNames: SAML2INT_ATTRIBUTES,
  attributeNameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
  nameIdFormats: NAME_ID_FORMAT,
  // Portals of German accounts know STORK's words, whatever vocabulary their request uses.
  trustLevelValue: (level) => STORK.classes[level][0],
  extensionAttributes: (request) => requestedAttributesExtension(request, NAME_ON_WIRE),
  defaults: {
    nameId: 'persistent',
    signatureAlgorithm: { rsa: RSA_SHA256, ec: ECDSA_SHA256 },
    encryptionAlgorithm: AES_256_GCM,
    keyTransportAlgorithm: RSA_OAEP_MGF1P,
  },
}
