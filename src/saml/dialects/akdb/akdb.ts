import type { Dialect } from '../dialect.js'
import { createLevelClasses } from '../level-classes.js'
import { LEVEL_VOCABULARIES, STORK } from '../level-vocabularies.js'
import { saml2int } from '../saml2int/saml2int.js'
import { AKDB_ANSWERS } from './answers.js'
import { AKDB_ATTRIBUTES } from './attributes.js'
import { readExtension } from './extension.js'
import { withoutStrayNameIdPolicy } from './relaxed-request.js'

/**
 * How portals speak that were built for BundID (its interface description, release 10.2): STORK's levels, a list of
 * attributes and methods in an extension of its own, and a level stated for each attribute.
 */
export const akdb: Dialect = {
  ...saml2int,
  id: 'akdb',
  levels: createLevelClasses(LEVEL_VOCABULARIES, STORK),
  attributeNames: AKDB_ATTRIBUTES,
  qualifiesTransient: true,
  // The extension of its own says which attributes are wanted (§9.2); that of OASIS is none of this dialect.
  extensionAttributes: () => null,
  extension: { read: readExtension, relaxed: withoutStrayNameIdPolicy, answers: AKDB_ANSWERS },
  // NameIDs are transient: who a citizen is, bPK2 says (§6.2, §10.2).
  defaults: { ...saml2int.defaults, nameId: 'transient' },
}
