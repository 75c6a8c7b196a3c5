import type { ServiceSettings } from '../../src/domain/service.js'
import { initialSettings } from '../../src/operators/services/service-draft.js'

/** The settings of a service as imported; what a test is about, it says itself. */
export const serviceSettings = (sector: string, changes: Partial<ServiceSettings> = {}): ServiceSettings => ({
  ...initialSettings(sector),
  ...changes,
})
