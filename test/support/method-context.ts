import { entityId, loginId } from '../../src/domain/ids.js'
import type { MethodContext } from '../../src/login/kit/authenticator.js'

/** What a method is told of a login of nobody yet, at a portal in Aachen. */
export const methodContext = (change: Partial<MethodContext> = {}): MethodContext => ({
  login: loginId('login'),
  now: 0,
  state: null,
  wanted: { purpose: 'login', attributes: [], optional: [] },
  portalNames: { de: 'Serviceportal Aachen', en: 'Service portal Aachen' },
  account: null,
  language: 'de',
  asked: {
    level: 'normal',
    forceAuthn: false,
    isPassive: false,
    proxyCount: null,
    service: entityId('https://aachen.example/sp'),
  },
  ...change,
})
