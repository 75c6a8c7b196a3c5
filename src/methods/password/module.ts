import { PASSWORD } from '../../domain/second-factor.js'
import { defineMethod } from '../kit/method-module.js'
import type { PasswordServices } from './open-password.js'
import { passwordSchema, type PasswordSettings } from './settings.js'

/** User name and password, alone or with a second factor. */
export const passwordModule = defineMethod({
  id: PASSWORD,
  configuration: passwordSchema,
  create: async (settings: PasswordSettings, services: PasswordServices) =>
    (await import('./open-password.js')).openPassword(settings, services),
})
