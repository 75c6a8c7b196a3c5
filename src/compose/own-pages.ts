import { FACTORS_PAGE } from '../factors/web/factor-pages.js'
import { DEVICES_PAGE } from '../methods/pass/devices/device-pages.js'
import type { OwnPage } from '../ui/page-context.js'
import type { HttpDeps } from './http-deps.js'

/** The pages of the citizen's own that this deployment has, in the order of their bar. */
export const ownPagesOf = ({ pass, secondFactors }: Pick<HttpDeps, 'pass' | 'secondFactors'>): readonly OwnPage[] => [
  ...(pass ? [DEVICES_PAGE] : []),
  ...(secondFactors ? [FACTORS_PAGE] : []),
]
