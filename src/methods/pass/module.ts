import { defineMethod } from '../kit/method-module.js'
import type { PassServices } from './open-pass.js'
import { PASS_FAILURES } from './pass-problem.js'
import { PASS, passSchema, type PassSettings } from './settings.js'
import { passTexts } from './texts/texts.js'

/** The smartphone pass. */
export const passModule = defineMethod({
  id: PASS,
  names: (language) => passTexts(language).names,
  configuration: passSchema,
  failures: PASS_FAILURES,
  offeredAt: ({ enabled, level }) => (enabled ? level : null),
  create: async (settings: PassSettings, services: PassServices) =>
    (await import('./open-pass.js')).openPass(settings, services),
})
