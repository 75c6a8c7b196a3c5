import { RSA_SHA256 } from '../../../../src/crypto/signature-algorithms.js'
import { ATTRIBUTE_NAMES } from '../../../../src/domain/identity.js'
import type { Dialect } from '../../../../src/saml/dialects/dialect.js'
import { createLevelClasses } from '../../../../src/saml/dialects/level-classes.js'
import type { LevelVocabulary } from '../../../../src/saml/dialects/level-vocabularies.js'
import { saml2int } from '../../../../src/saml/dialects/saml2int/saml2int.js'

const STUFEN: LevelVocabulary = {
  name: 'Nordland',
  classes: {
    basis: ['urn:nordland:stufe:0'],
    normal: ['urn:nordland:stufe:1'],
    substantiell: ['urn:nordland:stufe:2'],
    hoch: ['urn:nordland:stufe:3'],
  },
}

const nameOf = (name: string): string => `nordland/${name.toUpperCase()}`

/** An invented dialect for tests: other names, other words for levels, other formats and another default of NameIDs. */
export const nordland: Dialect = {
  id: 'nordland',
  levels: createLevelClasses([STUFEN], STUFEN),
  attributeNames: {
    ...(Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, nameOf(name)])) as Dialect['attributeNames']),
    trustLevel: 'nordland/STUFE',
    method: 'nordland/VERFAHREN',
  },
  attributeNameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
  nameIdFormats: {
    persistent: 'urn:nordland:kennung:dauerhaft',
    transient: 'urn:nordland:kennung:einmalig',
    emailAddress: 'urn:nordland:kennung:mail',
  },
  trustLevelValue: (level) => STUFEN.classes[level]?.[0] ?? '',
  extensionAttributes: () => null,
  defaults: { ...saml2int.defaults, nameId: 'transient', signatureAlgorithm: { rsa: RSA_SHA256, ec: '' } },
}
