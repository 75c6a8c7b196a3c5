import { LOGIN_ADDRESSES } from '../../domain/login-addresses.js'
import { isLoopbackHost } from '../../domain/loopback-host.js'
import { TRUST_LEVELS } from '../../domain/trust-level.js'
import { SIGNED_PLACES, UPSTREAM_NAME, type UpstreamSettings } from '../../domain/upstream.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'

export type UpstreamSettingName = keyof UpstreamSettings

/** The settings to be changed; one that is absent stays. */
export type UpstreamSettingsChange = Partial<UpstreamSettings>

export const LONGEST_METHOD_NAME = 60
/** More classes than any dialect has. */
export const MOST_CLASSES = 50
const LONGEST_CLASS = 1024
const LONGEST_ADDRESS = 2048

const isOneLine = (text: string): boolean =>
  text.length > 0 && text.length <= LONGEST_METHOD_NAME && text === text.normalize('NFC').trim() && !/\p{C}/u.test(text)

/** An address that the broker may be told to call; whether it may go there, the outgoing port says at each call. */
export function isCallable(text: string, httpLoopback: boolean): boolean {
  if (text.length > LONGEST_ADDRESS || !/^https?:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  // check: what-the-broker-calls-for-an-upstream-carries-no-user
  if (username !== '' || password !== '' || text.includes('#')) return false
  // check: what-the-broker-calls-for-an-upstream-is-https
  return protocol === 'https:' || (httpLoopback && isLoopbackHost(hostname))
}

const RULES: {
  readonly [Name in UpstreamSettingName]: (value: UpstreamSettings[Name], httpLoopback: boolean) => boolean
} = {
  maxLevel: (level) => TRUST_LEVELS.includes(level),
  methodName: (name) => name === null || isOneLine(name),
  signed: (places) => SIGNED_PLACES.includes(places),
  healthUrl: (url, httpLoopback) => url === null || isCallable(url, httpLoopback),
  hideAuthority: () => true,
  levels: (levels) =>
    Object.keys(levels).length <= MOST_CLASSES &&
    Object.entries(levels).every(
      ([name, level]) => /^[^\s,\p{C}]+$/u.test(name) && name.length <= LONGEST_CLASS && TRUST_LEVELS.includes(level),
    ),
}

export const UPSTREAM_SETTING_NAMES = Object.keys(RULES) as readonly UpstreamSettingName[]

/** Whether a setting may hold this value. */
export const mayHold = <Name extends UpstreamSettingName>(
  name: Name,
  value: UpstreamSettings[Name],
  httpLoopback: boolean,
): boolean => RULES[name](value, httpLoopback)

/** The first setting of a change that may not hold its value, or null. */
export const wrongSetting = (change: UpstreamSettingsChange, httpLoopback: boolean): UpstreamSettingName | null =>
  UPSTREAM_SETTING_NAMES.find((name) => !holdsIn(change, name, httpLoopback)) ?? null

function holdsIn(change: UpstreamSettingsChange, name: UpstreamSettingName, httpLoopback: boolean): boolean {
  const value = change[name]
  return value === undefined || mayHold(name, value, httpLoopback)
}

/** Throws `Refused('upstream-name')` for a name that a method or a page has, or that cannot stand in addresses. */
export function demandName(name: string, houseMethods: readonly string[]): void {
  const fault = nameFault(name, houseMethods)
  if (fault !== null) throw new Refused(refusal('upstream-name', { name, fault }))
}

function nameFault(name: string, houseMethods: readonly string[]): 'form' | 'method' | 'address' | null {
  // check: a-name-of-an-upstream-is-a-word
  if (!UPSTREAM_NAME.test(name)) return 'form'
  // check: an-upstream-is-no-method-of-the-house
  if (houseMethods.includes(name)) return 'method'
  // check: an-upstream-lies-at-no-page-of-a-login
  return LOGIN_ADDRESSES.some((each) => each === name) ? 'address' : null
}
