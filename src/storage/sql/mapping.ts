import type { EntitySchemaColumnOptions } from 'typeorm'
import { z } from 'zod'
import { column, type ColumnKind } from './columns.js'
import type { Row } from './database.js'
import { checkedRow, storedFlag, storedJson, storedTime } from './stores/rows.js'

/** A column, and how the property that it stores is read from it as `Database.ask` gives it. */
export interface Field<Value> {
  readonly name: string
  readonly column: EntitySchemaColumnOptions
  readonly read: z.ZodType<Value>
}

type Fields = Readonly<Record<string, Field<unknown>>>

type Plain<Value> = Value extends string ? string : Value extends object ? object : Value

/** What a row holds as TypeORM writes it, which knows no branded ids and looks into no JSON. */
export type RowOf<F extends Fields> = { -readonly [Name in keyof F]: Plain<z.output<F[Name]['read']>> }

/** What a row holds, by the names of the properties. */
type ValueOf<F extends Fields> = { readonly [Name in keyof F]: z.output<F[Name]['read']> }

const field = <Value>(kind: ColumnKind, name: string, read: z.ZodType<Value>): Field<Value> => ({
  name,
  column: column(kind, name),
  read,
})

export const word = (name: string): Field<string> => field('word', name, z.string())
export const wordOf = <Value>(name: string, shape: z.ZodType<Value>): Field<Value> => field('word', name, shape)
export const json = <Value>(name: string, shape: z.ZodType<Value>): Field<Value> =>
  field('json', name, storedJson(shape))
export const time = (name: string): Field<number> => field('time', name, storedTime)
export const flag = (name: string): Field<boolean> => field('flag', name, storedFlag)
export const integer = (name: string): Field<number> => field('integer', name, z.number())

/** The field, which may hold nothing. */
export const orNull = <Value>({ name, column: options, read }: Field<Value>): Field<Value | null> => ({
  name,
  column: { ...options, nullable: true },
  read: read.nullable(),
})

/** The field, as part of the primary key. */
export const primary = <Value>(each: Field<Value>): Field<Value> => ({
  ...each,
  column: { ...each.column, primary: true },
})

/** A table as one list of fields: its entity, a SELECT of it and the value of a row follow from the list. */
interface Mapping<F extends Fields> {
  /** For the entity. */
  readonly columns: { readonly [Name in keyof F]: EntitySchemaColumnOptions }
  /** For a SELECT of the table under this alias. */
  selected(alias: string): string
  /** The value that a row of such a SELECT tells of; throws as `checkedRow` does. */
  read(row: Row | undefined, where: string): ValueOf<F>
  /** The row of a value, whatever else the value has. */
  row(value: ValueOf<F>): RowOf<F>
}

/** The mapping of these fields. */
export function mappingOf<F extends Fields>(fields: F): Mapping<F> {
  const named = Object.entries(fields)
  const shape = z.object(Object.fromEntries(named.map(([, { name, read }]) => [name, read])))
  return {
    columns: Object.fromEntries(named.map(([name, each]) => [name, each.column])) as Mapping<F>['columns'],
    selected: (alias) => named.map(([, { name }]) => `${alias}.${name}`).join(', '),
    read: (row, where) => {
      const values = checkedRow(shape, row, where)
      return Object.fromEntries(named.map(([name, each]) => [name, values[each.name]])) as ValueOf<F>
    },
    row: (value) => Object.fromEntries(named.map(([name]) => [name, value[name]])) as RowOf<F>,
  }
}
