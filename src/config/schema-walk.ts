import { z } from 'zod'
import type { FieldMeta } from './fields.js'
import { settingsSchema } from './schema.js'

/** One leaf of the schema, for the manual. */
export interface SettingField extends FieldMeta {
  readonly path: string
  readonly fallback: unknown
}

/** The keys of the section at `path`; empty if there is none. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const found = path.reduce<z.core.$ZodType | undefined>(
    (schema, key) => shapeOf(schema)?.[String(key)],
    settingsSchema,
  )
  return Object.keys(shapeOf(found) ?? {})
}

/** Every leaf in the order of the schema. */
export function settingFields(schema: z.core.$ZodType = settingsSchema, path = ''): readonly SettingField[] {
  const shape = shapeOf(schema)
  if (shape) {
    return Object.entries(shape).flatMap(([key, each]) => settingFields(each, path === '' ? key : `${path}.${key}`))
  }
  const meta = z.globalRegistry.get(schema)
  return [{ path, expects: String(meta?.['expects']), doc: String(meta?.['doc']), fallback: fallbackOf(schema) }]
}

function shapeOf(schema: z.core.$ZodType | undefined): Readonly<Record<string, z.core.$ZodType>> | null {
  if (schema instanceof z.ZodObject) return schema.shape
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return shapeOf(schema.def.innerType)
  }
  return null
}

const fallbackOf = (schema: z.core.$ZodType): unknown =>
  schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined
