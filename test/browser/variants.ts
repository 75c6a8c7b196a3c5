/** With and without JavaScript, in German and English, each with each. */
export const VARIANTS = [true, false].flatMap((scripts) =>
  (['de', 'en'] as const).map((language) => ({ scripts, language })),
)

export type Variant = (typeof VARIANTS)[number]

/** For the names of tests. */
export const named = ({ scripts, language }: Variant): string =>
  `${scripts ? 'with' : 'without'} JavaScript, in ${language === 'de' ? 'German' : 'English'}`
