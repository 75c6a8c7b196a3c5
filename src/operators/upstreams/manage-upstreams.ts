import type { Upstream } from '../../domain/upstream.js'
import { finding, refusal, type UpstreamFinding } from '../findings.js'
import { switchMethod } from '../methods/switch-method.js'
import { Refused } from '../refused.js'
import { auditedChange, auditedWhole, changesOf, type UpstreamChange } from './upstream-changes.js'
import type { UpstreamDeps } from './upstream-deps.js'
import { wrongSetting, type UpstreamSettingsChange } from './upstream-rules.js'
import { findingsOf, namedBy, registered } from './upstream-view.js'

/** What was done to an upstream. */
export interface ChangedUpstream {
  readonly upstream: Upstream
  /** Empty: it was so already. */
  readonly changes: readonly UpstreamChange[]
  readonly findings: readonly UpstreamFinding[]
}

/**
 * Sets settings of an upstream, effective within 5 s. Throws, with nothing changed, `Refused`: `upstream-unknown`,
 * `upstream-setting`, `upstream-changed`.
 */
export async function setUpstream(
  typed: string,
  change: UpstreamSettingsChange,
  actor: string,
  deps: UpstreamDeps,
): Promise<ChangedUpstream> {
  const stored = await registered(typed, deps)
  const { upstream: before } = stored
  const setting = wrongSetting(change, deps.httpLoopback)
  if (setting !== null) {
    throw new Refused(refusal('upstream-setting', { name: before.name, setting, value: change[setting] }))
  }
  const next = { ...before, settings: { ...before.settings, ...change } }
  const changes = changesOf(before, next)
  if (changes.length > 0) {
    const audit = auditedChange('upstream.set', next, changes, { actor, at: deps.clock.now() })
    const isDone = await deps.upstreams.replace(next, audit)
    if (!isDone) throw new Refused(refusal('upstream-changed', { name: before.name }))
  }
  return { upstream: next, changes, findings: findingsOf({ ...stored, upstream: next }, deps.clock.now()) }
}

/**
 * Switches an upstream off on every path, or on again, as any method is (`switchMethod`): logins under way go on with
 * another method, and what it proved counts no more. Never a draft. Throws `Refused('upstream-unknown')`.
 */
export async function switchUpstream(
  typed: string,
  enabled: boolean,
  actor: string,
  deps: Pick<UpstreamDeps, 'upstreams' | 'methodSwitches' | 'clock'>,
): Promise<'done' | 'unchanged'> {
  const { upstream } = await registered(typed, deps)
  return switchMethod(upstream.name, enabled, actor, { ...deps, known: { methods: [upstream.name] } })
}

/** What would be different without an upstream: which services are set to methods and name it. */
export async function removalOf(typed: string, deps: Pick<UpstreamDeps, 'upstreams' | 'services'>) {
  const { upstream } = await registered(typed, deps)
  return { upstream, services: namedBy(upstream.name, await deps.services.all()) }
}

/**
 * Takes an upstream out of the registry. What it proved counts no more, also where its name is used again; the identities
 * that accounts are linked with there stay with the accounts, and lead nowhere. Throws `Refused`: `upstream-unknown`,
 * `upstream-changed`.
 */
export async function removeUpstream(typed: string, actor: string, deps: UpstreamDeps): Promise<ChangedUpstream> {
  const { upstream, services } = await removalOf(typed, deps)
  const audit = auditedWhole('upstream.removed', upstream, { actor, at: deps.clock.now() })
  const isDone = await deps.upstreams.remove(upstream, audit)
  if (!isDone) throw new Refused(refusal('upstream-changed', { name: upstream.name }))
  const findings = services.length === 0 ? [] : [finding('upstream-named', { services })]
  return { upstream, changes: [], findings }
}
