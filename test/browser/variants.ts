/** With and without JavaScript, in German and English, each with each. */
const VARIANTS = [true, false].flatMap((scripts) => (['de', 'en'] as const).map((language) => ({ scripts, language })))

export type Variant = (typeof VARIANTS)[number]

/**
 * What each kind of test is tried with by `npm test`, in the one deployment that has it there: so that each language,
 * each kind of browser and each deployment is there. `npm run test:variants` sets ALL_VARIANTS, and tries each with each.
 */
const SHIPPED = {
  walks: { scripts: true, language: 'de' },
  failures: { scripts: false, language: 'en' },
  'step-ups': { scripts: false, language: 'de' },
} as const

/** True in `npm run test:variants`. */
export const IS_ALL = (process.env['ALL_VARIANTS'] ?? '') !== ''

export const variantsOf = (kind: keyof typeof SHIPPED): readonly Variant[] => (IS_ALL ? VARIANTS : [SHIPPED[kind]])

/** For the names of tests. */
export const named = ({ scripts, language }: Variant): string =>
  `${scripts ? 'with' : 'without'} JavaScript, in ${language === 'de' ? 'German' : 'English'}`
