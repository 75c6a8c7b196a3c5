import { BrokerError } from '../../domain/error-catalogue.js'
import type { Dialect, Dialects } from './dialect.js'
import { akdb } from './akdb/akdb.js'
import { saml2int } from './saml2int/saml2int.js'

/** Every dialect that a service or an upstream can be registered with, one line for each. */
export const SHIPPED_DIALECTS: readonly Dialect[] = [saml2int, akdb]

/** The dialects by id. */
export function createDialects(dialects: readonly Dialect[] = SHIPPED_DIALECTS): Dialects {
  const byId = new Map(dialects.map((dialect) => [dialect.id, dialect]))
  return {
    get(id) {
      const dialect = byId.get(id)
      if (!dialect) throw new BrokerError('internal', `no dialect ${id}`)
      return dialect
    },
    ids: () => [...byId.keys()],
  }
}
