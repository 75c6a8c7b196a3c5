import { type EntitySchemaColumnOptions, TableColumn, type ValueTransformer } from 'typeorm'
import type { Instant } from '../../domain/instant.js'

/**
 * The portable subset of column types: SQLite and PostgreSQL store and compare them alike, so that one list of
 * entities and one of migrations serve both without drift. No SQL defaults, no enums, no generated ids.
 */
const SQL_TYPES = {
  /** Ids, names, words: compared exactly. */
  word: 'varchar',
  /** Long or opaque text. */
  text: 'text',
  /** A point in time: ISO 8601 in UTC with milliseconds, so that text order is time order; an Instant in code. */
  time: 'varchar',
  /** A value as JSON text; whoever reads it checks its shape. */
  json: 'text',
  integer: 'integer',
  /** A whole number that outgrows 32 bits; PostgreSQL's driver gives it as text. */
  long: 'bigint',
  flag: 'boolean',
} as const

export type ColumnKind = keyof typeof SQL_TYPES

interface ColumnTraits {
  readonly primary?: true
  readonly nullable?: true
}

const instantAsText: ValueTransformer = {
  to: (instant: Instant | null | undefined) => (instant == null ? instant : new Date(instant).toISOString()),
  from: (text: string | null) => (text === null ? null : Date.parse(text)),
}

const numberAsLong: ValueTransformer = {
  to: (number: number | null | undefined) => number,
  from: (stored: string | number | null) => (stored === null ? null : Number(stored)),
}

const TRANSFORMERS: Readonly<Partial<Record<ColumnKind, ValueTransformer>>> = {
  time: instantAsText,
  long: numberAsLong,
}

/** A column of an entity. */
export function column(kind: ColumnKind, name: string, traits: ColumnTraits = {}): EntitySchemaColumnOptions {
  return {
    name,
    type: kind === 'json' ? 'simple-json' : SQL_TYPES[kind],
    ...(TRANSFORMERS[kind] && { transformer: TRANSFORMERS[kind] }),
    ...traits,
  }
}

/** The same column for a migration. Migrations spell out their tables: a later entity must not change an old step. */
export function tableColumn(kind: ColumnKind, name: string, traits: ColumnTraits = {}): TableColumn {
  return new TableColumn({
    name,
    type: SQL_TYPES[kind],
    isPrimary: traits.primary === true,
    isNullable: traits.nullable === true,
  })
}
