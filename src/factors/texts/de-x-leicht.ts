import { lines } from '../../ui/texts/lines.js'
import { de } from './de.js'
import type { FactorTexts } from './messages.js'

/** The second step of a login in Leichte Sprache; the citizen's own pages are German. */
export const easy: FactorTexts = {
  ...de,
  login: {
    title: 'Noch ein Schritt',
    field: {
      totp: {
        label: 'Code aus der App',
        hint: lines('Öffnen Sie die App mit den Codes.', 'Der Code hat 6 Zahlen.'),
      },
      'recovery-code': {
        label: 'Code von Ihrer Liste',
        hint: lines('Auf Ihrer Liste stehen Codes.', 'Ein Code hat 16 Zahlen.'),
      },
    },
    submit: 'Anmelden',
    passkey: 'Mit Passkey anmelden',
    passkeyHint: lines(
      'Ein Passkey ist ein Schlüssel in Ihrem Gerät.',
      'Ihr Gerät fragt Sie, ob Sie es sind.',
      'Zum Beispiel mit Ihrem Finger-Abdruck.',
    ),
    or: 'Oder mit einem Code',
    otherUser: 'Mit einem anderen Benutzer-Namen anmelden',
    toOther: {
      totp: 'Handy nicht da: Code von der Liste nehmen',
      'recovery-code': 'Code aus der App nehmen',
    },
    problems: {
      missing: 'Schreiben Sie bitte den Code.',
      format: lines(
        'Das ist kein Code.',
        'Ein Code aus der App hat 6 Zahlen.',
        'Ein Code von der Liste hat 16 Zahlen.',
      ),
      wrong: lines('Der Code ist falsch.', 'Schreiben Sie bitte den Code, der jetzt in der App steht.'),
      used: lines(
        'Diesen Code haben Sie schon benutzt.',
        'Warten Sie bitte kurz.',
        'Dann zeigt die App einen neuen Code.',
      ),
      'recovery-code': lines(
        'Dieser Code ist falsch oder schon benutzt.',
        'Nehmen Sie bitte einen anderen Code von Ihrer Liste.',
      ),
      passkey: lines(
        'Das hat nicht geklappt.',
        'Versuchen Sie es bitte noch einmal.',
        'Oder schreiben Sie einen Code.',
      ),
    },
  },
  passkey: {
    needsScript: lines('Für den Passkey braucht Ihr Browser JavaScript.', 'Das ist in Ihrem Browser aus.'),
    failed: lines('Das hat nicht geklappt.', 'Versuchen Sie es bitte noch einmal.'),
  },
}
