import type { KeyFetches } from '../../operators/keys/known-by.js'
import type { KeyView } from '../../operators/keys/manage-keys.js'
import { dayOf, timeOf } from '../days.js'

type Fetches = ReadonlyMap<string, KeyFetches>

/** `fetches` of keys list --json; null for a key that is announced no more, or never as metadata know no such use yet. */
export function fetchesDocument(all: Fetches, { key }: KeyView) {
  const found = key.use === 'signing' ? all.get(key.id) : undefined
  if (!found) return null
  const { count, lastAt, named, notYet } = found
  const services = named.map((each) => ({ ...each, lastAt: timeOf(each.lastAt) }))
  return { count, lastAt: timeOf(lastAt), named: services, notYet }
}

/** How many services a line names. */
const NAMED = 5

/** Who has fetched the metadata since the key stands in them, in lines below its row. */
export function fetchLines(all: Fetches, view: KeyView): readonly string[] {
  const found = fetchesDocument(all, view)
  if (!found) return []
  if (found.lastAt === null) return view.key.state === 'next' ? ['  metadata with this key: not fetched yet'] : []
  const often = found.count === 1 ? 'once' : `${found.count} times`
  const last = dayOf(Date.parse(found.lastAt))
  return [
    `  metadata with this key: fetched ${often}, last on ${last}; ${byName(found.named.map(({ entityId }) => entityId))}`,
    ...(found.notYet.length === 0
      ? []
      : [`  fetched under their name before, not with this key: ${some(found.notYet)}`]),
  ]
}

const byName = (named: readonly string[]): string =>
  named.length === 0 ? 'no portal gave its name' : `under their name by ${some(named)}`

const some = (names: readonly string[]): string =>
  names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '')
