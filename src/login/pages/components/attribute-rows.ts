import { ATTRIBUTE_NAMES, type AttributeName } from '../../../domain/identity.js'
import type { TrustLevel } from '../../../domain/trust-level.js'

/** An attribute as the confirm page shows it. */
export interface ConfirmAttribute {
  readonly name: AttributeName
  readonly value: string
  readonly level: TrustLevel
  readonly required: boolean
}

/** One line of the confirm page: an attribute, or the parts of the address together. */
export interface AttributeRow {
  readonly key: AttributeName | 'address'
  readonly parts: readonly ConfirmAttribute[]
}

const ADDRESS: ReadonlySet<AttributeName> = new Set(['street', 'postalCode', 'locality', 'country'])

const rowKey = (name: AttributeName): AttributeRow['key'] => (ADDRESS.has(name) ? 'address' : name)

/** The attributes in the order in which people name them, the address as one row. */
export function attributeRows(attributes: readonly ConfirmAttribute[]): readonly AttributeRow[] {
  const sorted = [...attributes].sort((a, b) => ATTRIBUTE_NAMES.indexOf(a.name) - ATTRIBUTE_NAMES.indexOf(b.name))
  const keys = [...new Set(sorted.map(({ name }) => rowKey(name)))]
  return keys.map((key) => ({ key, parts: sorted.filter(({ name }) => rowKey(name) === key) }))
}

/** What stands before a part of an address: “Musterweg 4, 12345 Beispielstadt, Deutschland”. */
export const separatorBefore = (name: AttributeName, previous: AttributeName | undefined): string =>
  previous === undefined ? '' : name === 'locality' && previous === 'postalCode' ? ' ' : ', '
