import type { OwnPage } from '../ui/view-models.js'
import type { HttpDeps } from './http-deps.js'

/** The pages of the citizen's own that this deployment has, in the order of their bar. */
export const ownPagesOf = ({ pass, secondFactors }: Pick<HttpDeps, 'pass' | 'secondFactors'>): readonly OwnPage[] => [
  ...(pass ? [{ id: 'devices', path: '/konto/geraete' } as const] : []),
  ...(secondFactors ? [{ id: 'second-factors', path: '/konto/zweiter-faktor' } as const] : []),
]
