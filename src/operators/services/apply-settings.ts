import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { bySector } from './by-sector.js'
import { leftSector } from './left-sector.js'
import { refuseUnpermitted, refuseUnsignable } from './refuse-algorithms.js'
import type { ServiceDeps } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'
import { wrongSetting, type SettingName, type SettingsChange } from './setting-rules.js'
import { wholeException } from './weak-exception.js'

/**
 * The draft with these settings, each checked alone and then all together. `registered`: the service as stored, null at
 * its first import. Throws `Refused` for the first setting that is not possible.
 */
export async function applySettings(
  draft: ServiceDraft,
  change: SettingsChange,
  deps: ServiceDeps,
  registered: ServiceDraft | null,
): Promise<ServiceDraft> {
  const { entityId } = draft
  const wrong = wrongSetting(change, deps.known)
  // check: a-setting-holds-what-it-may
  if (wrong) throw new Refused(refusal('setting-value', { entityId, setting: wrong, value: change[wrong] }))
  const { tenant = draft.tenant, ...settings } = change
  const applied = { ...draft, tenant, settings: { ...draft.settings, ...settings } }
  const touches = (...names: readonly SettingName[]) => names.some((name) => name in change)
  const next = touches('weakAlgorithms', 'weakAlgorithmsUntil') ? wholeException(applied, deps.clock.now()) : applied
  if (touches('weakAlgorithms', 'encryptionAlgorithm')) refuseUnpermitted(next)
  if (touches('signatureAlgorithm')) await refuseUnsignable(next, deps)
  if (registered && next.settings.sector !== registered.settings.sector) {
    await refuseLivingSector(registered, next.settings.sector, deps)
    // Whoever comes into a sector knows its pseudonyms: into one that its services have left, too.
    const left = await leftSector(next, bySector(await deps.services.all()), deps.accountsInSector)
    // check: a-left-sector-is-not-taken-over
    if (left) throw new Refused(left)
  }
  return next
}

/**
 * Refuses a change of a sector that is in use: it would replace the pseudonyms of every user, and is another use case,
 * which asks for typed confirmation and a second person (`changeWithNewPseudonyms`; RULES: Identity 3).
 */
async function refuseLivingSector(registered: ServiceDraft, wanted: string, deps: ServiceDeps): Promise<void> {
  const { entityId, settings } = registered
  const accounts = await deps.accountsInSector(settings.sector)
  // check: a-sector-in-use-is-frozen
  if (accounts === 0) return
  throw new Refused(refusal('sector-frozen', { entityId, sector: settings.sector, wanted, accounts }))
}
