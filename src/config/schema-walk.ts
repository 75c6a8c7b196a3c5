import { z } from 'zod'
import type { FieldMeta } from './fields.js'

/** One leaf of the schema, for the manual and for config/default.yaml. */
export interface SettingField extends FieldMeta {
  readonly path: string
  readonly fallback: unknown
}

/** One section: what is told of it, what stands in it, and whether it ships empty as a whole. */
export interface SettingSection {
  readonly path: string
  readonly about: string | null
  readonly shipsEmpty: boolean
  readonly entries: readonly SettingEntry[]
}

export type SettingEntry = SettingField | SettingSection

/** The keys of the section at `path`; empty if there is none. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const found = path.reduce<z.core.$ZodType | undefined>((each, key) => shapeOf(each)?.[String(key)], schema)
  return Object.keys(shapeOf(found) ?? {})
}

/** The schema as a tree, in its order. */
export function settingEntries(schema: z.core.$ZodType, path = ''): readonly SettingEntry[] {
  return Object.entries(shapeOf(schema) ?? {}).map(([key, each]) => entryOf(each, path === '' ? key : `${path}.${key}`))
}

/** Every leaf in the order of the schema. */
export const settingFields = (schema: z.core.$ZodType): readonly SettingField[] => leaves(settingEntries(schema))

const leaves = (entries: readonly SettingEntry[]): readonly SettingField[] =>
  entries.flatMap((entry) => ('entries' in entry ? leaves(entry.entries) : [entry]))

function entryOf(schema: z.core.$ZodType, path: string): SettingEntry {
  if (shapeOf(schema)) {
    const shipsEmpty = fallbackOf(schema) === null
    return {
      path,
      about: textIn(innermost(schema), 'about') ?? null,
      shipsEmpty,
      entries: settingEntries(schema, path),
    }
  }
  const [values, example] = [textIn(schema, 'values'), textIn(schema, 'example')]
  return {
    path,
    expects: String(textIn(schema, 'expects')),
    doc: String(textIn(schema, 'doc')),
    ...(values === undefined ? {} : { values }),
    ...(example === undefined ? {} : { example }),
    fallback: fallbackOf(schema),
  }
}

function textIn(schema: z.core.$ZodType, name: string): string | undefined {
  const held = z.globalRegistry.get(schema)?.[name]
  return typeof held === 'string' ? held : undefined
}

const shapeOf = (schema: z.core.$ZodType | undefined): Readonly<Record<string, z.core.$ZodType>> | null => {
  const inner = schema && innermost(schema)
  return inner instanceof z.ZodObject ? inner.shape : null
}

/** What stands in the wrappers that give a schema its default. */
function innermost(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return innermost(schema.def.innerType)
  }
  return schema
}

const fallbackOf = (schema: z.core.$ZodType): unknown =>
  schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined
