import {
  ADDRESS_ATTRIBUTES,
  ATTRIBUTE_NAMES,
  type AttributeName,
  type AttributeOrigin,
} from '../../../domain/identity.js'
import type { TrustLevel } from '../../../domain/trust-level.js'

/** An attribute as the confirm page shows it. */
export interface ConfirmAttribute {
  readonly name: AttributeName
  readonly value: string
  readonly level: TrustLevel
  readonly origin: AttributeOrigin
  readonly required: boolean
  /** An optional one was chosen last time at this service, or on this page already. */
  readonly ticked: boolean
}

/** What an optional attribute is chosen by: its name, or `address` for all parts of an address together. */
export type Box = AttributeName | 'address'

/** The box that stands for an attribute. */
export const boxOf = (name: AttributeName): Box => (ADDRESS_ATTRIBUTES.has(name) ? 'address' : name)

/** One line of the confirm page: an attribute, or the parts of the address together. */
export interface AttributeRow {
  readonly key: Box
  readonly parts: readonly ConfirmAttribute[]
}

/** The attributes in the order in which people name them, the address as one row. */
export function attributeRows(attributes: readonly ConfirmAttribute[]): readonly AttributeRow[] {
  const sorted = [...attributes].sort((a, b) => ATTRIBUTE_NAMES.indexOf(a.name) - ATTRIBUTE_NAMES.indexOf(b.name))
  const keys = [...new Set(sorted.map(({ name }) => boxOf(name)))]
  return keys.map((key) => ({ key, parts: sorted.filter(({ name }) => boxOf(name) === key) }))
}

/** Where a value came from, and how far it is proven. */
export type Source = Pick<ConfirmAttribute, 'origin' | 'level'>

export const isSameSource = (one: Source, other: Source): boolean =>
  one.origin === other.origin && one.level === other.level

/** The source that most of these have, the first of several; null without any. */
export function mainSource(attributes: readonly ConfirmAttribute[]): Source | null {
  const having = (source: Source) => attributes.filter((each) => isSameSource(each, source)).length
  return attributes.toSorted((one, other) => having(other) - having(one))[0] ?? null
}

/** The parts of a row that have another source than the one given, by source. */
export function otherSources({ parts }: AttributeRow, main: Source | null): readonly (readonly ConfirmAttribute[])[] {
  const others = parts.filter((part) => main === null || !isSameSource(part, main))
  const first = others.filter((part, index) => others.findIndex((each) => isSameSource(each, part)) === index)
  return first.map((source) => others.filter((part) => isSameSource(part, source)))
}
