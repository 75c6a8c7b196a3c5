import { defineMethod } from '../kit/method-module.js'
import { EID_METRICS } from './metrics.js'
import type { EidServices } from './open-eid.js'
import { EID_PROBLEMS } from './pages/eid-problem.js'
import { EID, eidFaults, eidSchema, type EidSettings } from './settings.js'
import { eidTexts } from './texts/texts.js'

/** The online ID card. */
export const eidModule = defineMethod({
  id: EID,
  names: (language) => eidTexts(language).names,
  configuration: eidSchema,
  failures: EID_PROBLEMS,
  metrics: EID_METRICS,
  faults: eidFaults,
  offeredAt: ({ enabled, serverUrl, level }) => (enabled && serverUrl !== null ? level : null),
  create: async (settings: EidSettings, services: EidServices) =>
    (await import('./open-eid.js')).openEid(settings, services),
})
