import { quoted } from '../../ui/texts/de.js'
import { lines } from '../../ui/texts/lines.js'
import type { PortalErrorTexts } from './messages.js'

/** The page behind our errorURL in Leichte Sprache. A draft: an operator has it approved by a testing group. */
export const easy: PortalErrorTexts = {
  kinds: {
    IDENTIFICATION_FAILURE: (portal) => ({
      title: 'Es fehlen Daten von Ihnen',
      what: lines(
        `${portal ? quoted(portal) : 'Die Internet-Seite'} braucht mehr Daten.`,
        'Diese Daten sind nicht angekommen.',
      ),
      next: lines('Melden Sie sich bitte dort noch einmal an.', 'Kreuzen Sie dabei alle Daten an.'),
    }),
    AUTHENTICATION_FAILURE: (portal) => ({
      title: 'Diese Anmeldung reicht nicht',
      what: lines(
        `${portal ? quoted(portal) : 'Die Internet-Seite'} braucht eine andere Anmeldung.`,
        'Sie soll sicherer sein.',
      ),
      next: lines(
        'Melden Sie sich bitte dort noch einmal an.',
        'Nehmen Sie dabei eine andere Art.',
        'Zum Beispiel den Online-Ausweis.',
      ),
    }),
    AUTHORIZATION_FAILURE: (portal) => ({
      title: 'Hier geht es für Sie nicht weiter',
      what: lines(
        'Ihre Anmeldung hat geklappt.',
        `Aber ${portal ? quoted(portal) : 'die Internet-Seite'} lässt Sie nicht weiter.`,
      ),
      next: 'Fragen Sie bitte dort nach.',
    }),
    OTHER_ERROR: (portal) => ({
      title: 'Etwas hat nicht geklappt',
      what: lines(
        'Das Problem ist nicht bei uns.',
        `Es ist hier: ${portal ? quoted(portal) : 'auf der anderen Internet-Seite'}.`,
      ),
      next: lines('Fangen Sie bitte dort neu an.', 'Klappt es wieder nicht?', 'Dann fragen Sie bitte dort nach.'),
    }),
    unknown: () => ({
      title: 'Hilfe bei Fehlern auf anderen Seiten',
      what: lines('Hier ist gerade kein Fehler.', 'Bei einem Fehler schickt eine Seite Sie hierher.'),
      next: lines(
        'Fangen Sie bitte auf der Internet-Seite von Ihrer Stadt an.',
        'Klappt es dort nicht?',
        'Dann fragen Sie bitte dort nach.',
      ),
    }),
  },
  missing: 'Diese Daten fehlen dort:',
  needsLevel: (level) => `So sicher muss es sein: Niveau ${quoted(level)}.`,
  tellThis: lines('Fragen Sie nach?', 'Dann sagen Sie bitte auch:'),
  time: 'Wann es war',
  transaction: 'Nummer von dort',
}
