import { ATTRIBUTE_NAMES, type AttributeName } from '../../../domain/identity.js'
import type { TrustLevel } from '../../../domain/trust-level.js'
import { RSA_SHA256 } from '../../../crypto/signature-algorithms.js'
import { AES_256_GCM, RSA_OAEP_MGF1P } from '../../xml/encryption-algorithms.js'
import type { Dialect } from '../dialect.js'
import { createLevelClasses } from '../level-classes.js'
import { EIDAS, LEVEL_VOCABULARIES } from '../level-vocabularies.js'
import { NAME_ID_FORMAT } from '../name-id-formats.js'
import { requestedAttributesExtension } from '../requested-attributes-extension.js'
import { SAML2INT_ATTRIBUTES } from './attributes.js'

const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'

const NAME_ON_WIRE: ReadonlyMap<string, AttributeName> = new Map(
  ATTRIBUTE_NAMES.map((name) => [SAML2INT_ATTRIBUTES[name], name]),
)

/** STORK-QAA words, which portals of German accounts know, whatever vocabulary the request speaks. */
const STORK_LEVEL: Readonly<Record<TrustLevel, string>> = {
  basis: 'STORK-QAA-Level-1',
  normal: 'STORK-QAA-Level-2',
  substantiell: 'STORK-QAA-Level-3',
  hoch: 'STORK-QAA-Level-4',
}

/** Kantara's deployment profile SAML2int with the broker's attribute names: what a service speaks as imported. */
export const saml2int: Dialect = {
  id: 'saml2int',
  levels: createLevelClasses(LEVEL_VOCABULARIES, EIDAS),
  attributeNames: SAML2INT_ATTRIBUTES,
  attributeNameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
  nameIdFormats: NAME_ID_FORMAT,
  trustLevelValue: (level) => STORK_LEVEL[level],
  extensionAttributes: (request) => requestedAttributesExtension(request, NAME_ON_WIRE),
  defaults: {
    nameId: 'persistent',
    signatureAlgorithm: { rsa: RSA_SHA256, ec: ECDSA_SHA256 },
    encryptionAlgorithm: AES_256_GCM,
    keyTransportAlgorithm: RSA_OAEP_MGF1P,
  },
}
