import { fieldName } from './log-fields.js'
import { scrubStack, scrubText } from './scrub.js'

export type LoggedValue = string | number | boolean | null | readonly LoggedValue[]

const DEEPEST = 5

/**
 * The fields of a log line as they may be written: listed names only, under their stable name, nested objects
 * flattened to dotted names; texts scrubbed. Names that are not listed are told in `log.withheld`.
 */
export function redact(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, LoggedValue>> {
  const kept: Record<string, LoggedValue> = {}
  const withheld: string[] = []
  for (const [name, value] of flattened(fields, '', 0)) {
    const stable = fieldName(name, value)
    const written = stable === null ? null : logged(stable, value)
    if (stable !== null && written !== null) kept[stable] = written
    else if (value !== null && value !== undefined) withheld.push(scrubText(name).slice(0, 60))
  }
  return withheld.length === 0 ? kept : { ...kept, 'log.withheld': withheld }
}

/** Every leaf with its dotted name. An error gives its type, code and stack. */
function flattened(value: unknown, name: string, depth: number): [string, unknown][] {
  if (value instanceof Error) {
    const code = 'code' in value ? value.code : undefined
    return [
      ['error.type', value.name],
      ['error.code', code],
      ['error.stack_trace', value.stack],
    ]
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    return [[name, value]]
  }
  if (depth === DEEPEST) return [[name, value]]
  return Object.entries(value).flatMap(([key, each]) =>
    flattened(each, name === '' ? key : `${name}.${key}`, depth + 1),
  )
}

/** Null: a kind of value that has no place in a log line. */
function logged(name: string, value: unknown): LoggedValue | null {
  switch (typeof value) {
    case 'string':
      // check: logged-texts-are-scrubbed
      return name === 'error.stack_trace' ? scrubStack(value) : scrubText(value)
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'boolean':
      return value
    default:
      return Array.isArray(value) ? value.flatMap((each: unknown) => logged(name, each) ?? []) : null
  }
}
