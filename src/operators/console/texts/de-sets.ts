import type { SetTexts } from './set-messages.js'

/** The sets of attributes in German. */
export const setsDe: SetTexts = {
  heading: 'Sätze von Angaben',
  hint: 'Eine Anfrage wählt einen davon mit AttributeConsumingServiceIndex. Nennt sie keinen, gilt der Standard.',
  columns: { index: 'Nummer', name: 'Name', required: 'Verlangt', optional: 'Freiwillig' },
  isDefault: 'Standard',
  nameless: '(ohne Namen)',
  none: 'nichts',
  overruled: 'Eigene Listen stehen unten in den Einstellungen. Sie gelten vor jedem Satz.',
}
