import { PASSWORD } from '../../domain/second-factor.js'
import { higherOf } from '../../domain/trust-level.js'
import { defineMethod } from '../kit/method-module.js'
import type { PasswordServices } from './open-password.js'
import { PASSWORD_FAILURES } from './failures.js'
import { passwordSchema, type PasswordSettings } from './settings.js'
import { passwordTexts } from './texts/texts.js'

/** User name and password, alone or with a second factor. */
export const passwordModule = defineMethod({
  id: PASSWORD,
  names: (language) => passwordTexts(language).names,
  configuration: passwordSchema,
  failures: PASSWORD_FAILURES,
  offeredAt: ({ enabled, level, secondFactor }) => (enabled ? higherOf(level, secondFactor.level) : null),
  create: async (settings: PasswordSettings, services: PasswordServices) =>
    (await import('./open-password.js')).openPassword(settings, services),
})
