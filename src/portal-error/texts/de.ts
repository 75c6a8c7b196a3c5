import { portalOr, quoted } from '../../ui/texts/de.js'
import type { PortalErrorTexts } from './messages.js'

/** German texts of the page behind our errorURL. */
export const de: PortalErrorTexts = {
  kinds: {
    IDENTIFICATION_FAILURE: (portal) => ({
      title: 'Dem Portal fehlen Angaben',
      what: `${portalOr(portal, 'Das Portal')} hat von uns nicht alle Angaben bekommen, die es braucht.`,
      next: 'Melden Sie sich im Portal noch einmal an. Kreuzen Sie dabei auch die freiwilligen Angaben an. Hilft das nicht, fragen Sie bitte im Portal nach.',
    }),
    AUTHENTICATION_FAILURE: (portal) => ({
      title: 'Diese Anmeldung reicht nicht',
      what: `${portalOr(portal, 'Das Portal')} braucht eine Anmeldung, die sicherer ist.`,
      next: 'Melden Sie sich im Portal noch einmal an. Wählen Sie dabei eine andere Anmeldeart, zum Beispiel den Online-Ausweis.',
    }),
    AUTHORIZATION_FAILURE: (portal) => ({
      title: 'Das Portal lässt Sie nicht weiter',
      what: `Ihre Anmeldung bei uns hat geklappt. Wer was darf, entscheidet aber ${portal ? quoted(portal) : 'das Portal'}.`,
      next: 'Fragen Sie bitte im Portal nach, was Ihnen fehlt.',
    }),
    OTHER_ERROR: (portal) => ({
      title: 'Im Portal hat etwas nicht geklappt',
      what: `${portalOr(portal, 'Das Portal')} konnte Ihre Anmeldung nicht zu Ende bringen.`,
      next: 'Beginnen Sie bitte im Portal neu. Hilft das nicht, fragen Sie dort nach.',
    }),
    unknown: () => ({
      title: 'Hilfe, wenn ein Portal Sie nicht weiterlässt',
      what: 'Hierher schickt ein Portal Sie, wenn nach der Anmeldung etwas nicht klappt. Zurzeit liegt uns kein Fehler vor.',
      next: 'Eine Anmeldung beginnt immer im Portal Ihrer Stadt oder Gemeinde. Klappt dort etwas nicht, fragen Sie bitte im Portal nach.',
    }),
  },
  missing: 'Dem Portal fehlt:',
  needsLevel: (level) => `Es verlangt das Niveau ${quoted(level)}.`,
  tellThis: 'Wenn Sie nachfragen, nennen Sie bitte:',
  time: 'Zeitpunkt',
  transaction: 'Nummer im Portal',
}
