import { isMap, LineCounter, parseDocument, type Document } from 'yaml'
import { minutes } from '../domain/instant.js'
import type { LevelLimits } from '../domain/session-limits.js'
import type { Settings } from './config.js'
import { ConfigError } from './config-error.js'
import { nearest } from '../domain/nearest.js'
import { keysAt } from './schema-walk.js'
import type { SettingsFile, SettingsSchema } from './schema.js'

type Path = readonly PropertyKey[]

/**
 * The settings of a YAML text, by the schema of the whole file. A key without a value means its default. Throws `ConfigError` with every fault,
 * each as `<name>:<line>: <key> is <value>; it may be <what>`.
 */
export function readSettings(schema: SettingsSchema, text: string, name: string): Settings {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' })
  const at = (offset: number) => `${name}:${lines.linePos(offset).line}`
  const syntax = [...document.errors, ...document.warnings]
  if (syntax.length > 0) throw new ConfigError(syntax.map((each) => `${at(each.pos[0])}: ${oneLine(each.message)}`))
  if (document.contents !== null && !isMap(document.contents)) {
    throw new ConfigError([`${name}: holds ${shown(content(document))}; it may be keys with values such as "site:"`])
  }
  const checked = schema.safeParse(content(document) ?? {})
  if (checked.success) return inMilliseconds(checked.data)
  const read: ReadFile = { schema, root: content(document), where: (path) => at(offsetOf(document, path)) }
  throw new ConfigError(checked.error.issues.flatMap((issue) => faultsOf(issue, read)))
}

/** A key with nothing behind it counts as absent: its default holds. */
function content(document: Document): unknown {
  return withoutNothing(document.toJS({ maxAliasCount: 0 }))
}

function withoutNothing(value: unknown): unknown {
  if (value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutNothing(each)]))
}

interface Issue {
  readonly code?: string | undefined
  readonly path: PropertyKey[]
  readonly message: string
  readonly keys?: string[]
}

/** What a fault is told from. */
interface ReadFile {
  readonly schema: SettingsSchema
  readonly root: unknown
  readonly where: (path: Path) => string
}

function faultsOf(issue: Issue, read: ReadFile): string[] {
  const { schema, root, where } = read
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => unknownKey([...issue.path, key], read))
  }
  const held = valueAt(root, issue.path)
  const expected =
    issue.code === 'invalid_type' ? `a section with ${keysAt(schema, issue.path).join(', ')}` : issue.message
  const holds = held === undefined ? 'is missing' : `is ${shown(held)}`
  return [`${where(issue.path)}: ${dotted(issue.path)} ${holds}; it may be ${expected}`]
}

function unknownKey(path: Path, { schema, where }: ReadFile): string {
  const known = keysAt(schema, path.slice(0, -1))
  const meant = nearest(String(path.at(-1)), known)
  const hint = meant ? `did you mean ${dotted([...path.slice(0, -1), meant])}?` : `known here: ${known.join(', ')}`
  return `${where(path)}: ${dotted(path)} is no known key; ${hint}`
}

/** Where the value at this path, or the nearest thing around it, stands in the text. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true)
    const key = path[length - 1]
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(key))
      const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range
      if (range) return range[0]
    }
  }
  return 0
}

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], root)

const dotted = (path: Path): string => path.map(String).join('.')

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

function inMilliseconds({ sessions, ...rest }: SettingsFile): Settings {
  const limits = ({ ageMinutes, idleMinutes }: SettingsFile['sessions']['basis']): LevelLimits => ({
    age: minutes(ageMinutes),
    idle: minutes(idleMinutes),
  })
  const { basis, normal, substantiell, hoch } = sessions
  return {
    ...rest,
    site: { ...rest.site, ...(rest.stage === 'test' && { isTest: true }) },
    sessions: { basis: limits(basis), normal: limits(normal), substantiell: limits(substantiell), hoch: limits(hoch) },
  }
}
