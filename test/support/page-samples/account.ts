import { startPage } from '../../../src/account/pages/start.js'
import { BLOCK_CODE_PAGE } from '../../../src/methods/pass/devices/device-pages.js'
import { OWN_PAGES } from './own-pages.js'
import { samplesOf, type PageSamples } from './page-samples.js'

/** The start page. */
export const accountPages: readonly PageSamples[] = [
  samplesOf(startPage, 'outside', {
    plain: { methods: ['password', 'eid', 'pass'], ownPages: OWN_PAGES, openPages: [BLOCK_CODE_PAGE] },
    alone: {},
  }),
]
