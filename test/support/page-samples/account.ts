import { signedOutPage } from '../../../src/account/pages/signed-out.js'
import { startPage } from '../../../src/account/pages/start.js'
import { OWN_PAGES } from './own-pages.js'
import { samplesOf, type PageSamples } from './page-samples.js'

/** The start page, and the page after the logout. */
export const accountPages: readonly PageSamples[] = [
  samplesOf(signedOutPage, 'outside', { plain: {} }),
  samplesOf(startPage, 'outside', {
    plain: { methods: ['password', 'eid', 'pass'], ownPages: OWN_PAGES },
    alone: {},
  }),
]
