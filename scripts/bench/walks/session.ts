import { passwordLogin } from './password.js'
import type { Walk } from './walk.js'

/** The portal asks, the session exists, the release is remembered: one request, one answer, no page of ours. */
export const sessionWalk: Walk = {
  name: 'session',
  title: 'portal asks, session exists',
  requests: 1,
  prepare: async (visitor) => void (await passwordLogin(visitor, { remember: 'yes' })),
  login: async ({ browser, request }) => browser.get(await request()),
}
