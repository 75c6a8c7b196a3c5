import { TRUST_LEVELS, type TrustLevel } from '../../domain/trust-level.js'
import { SIGNED_PLACES, UPSTREAM_DEFAULTS, type UpstreamSettings } from '../../domain/upstream.js'
import {
  LONGEST_METHOD_NAME,
  mayHold,
  type UpstreamSettingName,
  type UpstreamSettingsChange,
} from '../upstreams/upstream-rules.js'
import { boolean, DEFAULT_WORD, oneOf, text, trimmed, type Parser } from './setting-parsers.js'

/** One key of `servicekonto upstream set`. */
export interface UpstreamKey {
  readonly name: UpstreamSettingName
  readonly doc: string
  /** The values that it may hold, in words. */
  readonly expects: string
  /** The single words that it may hold, for suggestions and pages. */
  readonly words: readonly string[]
  /** Reads what was typed as a change of this setting; null if the setting cannot hold it. */
  read(typed: string, httpLoopback: boolean): UpstreamSettingsChange | null
}

interface Options<Value> {
  readonly doc: string
  readonly expects?: string
  readonly words?: readonly string[]
  readonly parse: Parser<{ readonly value: Value }>
}

function key<Name extends UpstreamSettingName>(name: Name, options: Options<UpstreamSettings[Name]>): UpstreamKey {
  const { doc, words = [], expects = words.join(', ') } = options
  return {
    name,
    doc,
    words,
    expects: `${expects}, ${DEFAULT_WORD}`,
    read(typed, httpLoopback) {
      if (typed.trim() === DEFAULT_WORD) return { [name]: UPSTREAM_DEFAULTS[name] }
      const read = options.parse(typed)
      return read !== null && mayHold(name, read.value, httpLoopback) ? { [name]: read.value } : null
    },
  }
}

const held =
  <Value>(parse: Parser<Value>): Parser<{ value: Value }> =>
  (typed) => {
    const value = parse(typed)
    return value === null ? null : { value }
  }

/** `class=level,…`: a class may have a `=` of its own, a level has none. */
export const levelsIn: Parser<Readonly<Record<string, TrustLevel>>> = (typed) => {
  const pairs = typed
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => [each.slice(0, each.lastIndexOf('=')), each.slice(each.lastIndexOf('=') + 1)] as const)
  const read = pairs.flatMap(([name, word]) => {
    const level = TRUST_LEVELS.find((each) => each === word.trim())
    return name.trim() !== '' && level ? [[name.trim(), level] as const] : []
  })
  const isWhole = read.length === pairs.length && new Set(read.map(([name]) => name)).size === read.length
  return isWhole ? Object.fromEntries(read) : null
}

/** The same as one types it. */
export const levelsText = (levels: UpstreamSettings['levels']): string =>
  Object.entries(levels)
    .map(([name, level]) => `${name}=${level}`)
    .join(',')

/** The keys of `upstream set`, in the order of the contract. */
export const UPSTREAM_KEYS: readonly UpstreamKey[] = [
  key('maxLevel', {
    doc: 'what it asserts counts at most as this',
    words: TRUST_LEVELS,
    parse: held(oneOf(TRUST_LEVELS)),
  }),
  key('methodName', {
    doc: 'what citizens read; default: the name of its metadata',
    expects: `a text of at most ${LONGEST_METHOD_NAME} characters`,
    parse: held(text),
  }),
  key('signed', {
    doc: 'where a Response has to be signed',
    words: SIGNED_PLACES,
    parse: held(oneOf(SIGNED_PLACES)),
  }),
  key('healthUrl', {
    doc: 'what the broker asks to find out whether it works; default: nothing, it counts as working',
    expects: 'an https address',
    parse: held(trimmed),
  }),
  key('hideAuthority', {
    doc: 'true: answers to services do not name it',
    words: ['true', 'false'],
    parse: boolean,
  }),
  key('levels', {
    doc: 'levels of classes that its dialect does not know',
    expects: `class=level,… with the levels ${TRUST_LEVELS.join(', ')}`,
    parse: held(levelsIn),
  }),
]
