import { createDialects, SHIPPED_DIALECTS } from '../../../src/saml/dialects/registry.js'
import { nordland } from './nordland/nordland.js'

/** The shipped dialects and one more: a folder, and this line. */
export const DIALECTS_WITH_NORDLAND = createDialects([...SHIPPED_DIALECTS, nordland])
