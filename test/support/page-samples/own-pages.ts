import { FACTORS_PAGE } from '../../../src/factors/web/factor-pages.js'
import { DEVICES_PAGE } from '../../../src/methods/pass/devices/device-pages.js'

/** All that there are of the citizen's own. */
export const OWN_PAGES = [DEVICES_PAGE, FACTORS_PAGE] as const
