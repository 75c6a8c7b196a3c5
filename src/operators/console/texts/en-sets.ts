import type { SetTexts } from './set-messages.js'

/** The sets of attributes in English. */
export const setsEn: SetTexts = {
  heading: 'Sets of attributes',
  hint: 'A request chooses one by AttributeConsumingServiceIndex. If it names none, the default one counts.',
  columns: { index: 'Number', name: 'Name', required: 'Required', optional: 'Optional' },
  isDefault: 'default',
  nameless: '(no name)',
  none: 'nothing',
  overruled: 'There are lists of your own in the settings below. They stand above every set.',
}
