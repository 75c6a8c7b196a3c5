import type { Deployment } from '../support/deployments.js'

/** With and without JavaScript, in German and English, each with each. */
const VARIANTS = [true, false].flatMap((scripts) =>
  (['de', 'en'] as const).map((language, place) => ({ scripts, language, square: scripts ? place : 1 - place })),
)

export type Variant = (typeof VARIANTS)[number]

/**
 * What this deployment is tried with: half of the variants as a Latin square, so that each language and each kind of
 * browser is on both deployments; with ALL_VARIANTS set (`npm run test:variants`) each with each.
 */
export function variantsOn({ instances }: Deployment): readonly Variant[] {
  const isAll = (process.env['ALL_VARIANTS'] ?? '') !== ''
  return VARIANTS.filter(({ square }) => isAll || square === instances - 1)
}

/** For the names of tests. */
export const named = ({ scripts, language }: Variant): string =>
  `${scripts ? 'with' : 'without'} JavaScript, in ${language === 'de' ? 'German' : 'English'}`
