/** Languages of the pages. A page without a Leichte-Sprache text is shown in German, and says so in `lang`. */
export const LANGUAGES = ['de', 'en', 'de-x-leicht'] as const
export type Language = (typeof LANGUAGES)[number]
