import { logoutPage } from '../../../src/account/pages/logout.js'
import { signedOutPage } from '../../../src/account/pages/signed-out.js'
import { startPage } from '../../../src/account/pages/start.js'
import { BLOCK_CODE_PAGE } from '../../../src/methods/pass/devices/device-pages.js'
import { OWN_PAGES } from './own-pages.js'
import { samplesOf, type PageSamples } from './page-samples.js'

const LOGOUT = { action: '/abmelden', token: 'sample-token' }

/** The start page, and the pages before and after the logout. */
export const accountPages: readonly PageSamples[] = [
  samplesOf(signedOutPage, 'outside', { plain: {} }),
  samplesOf(logoutPage, 'outside', {
    plain: { form: LOGOUT, citizen: 'Jana Nowak-Ḫaddād', waiting: null },
    nameless: { form: LOGOUT, citizen: '', waiting: null },
    'login-open': {
      form: LOGOUT,
      citizen: 'Jana Nowak-Ḫaddād',
      waiting: { path: '/login/a1', portal: 'Serviceportal Aachen' },
    },
  }),
  samplesOf(startPage, 'outside', {
    plain: { methods: ['password', 'eid', 'pass'], ownPages: OWN_PAGES, openPages: [BLOCK_CODE_PAGE] },
    alone: {},
  }),
]
