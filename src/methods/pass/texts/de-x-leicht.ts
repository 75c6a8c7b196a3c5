import { lines } from '../../../ui/texts/lines.js'
import { de } from './de.js'
import { easyPass } from './de-x-leicht-login.js'
import type { PassTexts } from './messages.js'

/** The pages of a login by the pass in Leichte Sprache; those of the citizen's own phones are German. */
export const easy: PassTexts = {
  names: {
    row: 'Mit der App vom Service-Konto',
    label: 'App vom Service-Konto',
    subject: 'Die App vom Service-Konto',
    hint: lines('Das ist eine App auf dem Handy.', 'Die App haben Sie schon in Ihrem Konto eingerichtet.'),
    ways: {
      'set-up': {
        text: lines(
          'Melden Sie sich zuerst mit diesem Niveau an.',
          'Dann können Sie die App einrichten.',
          'Danach geht es hier weiter.',
        ),
        besideCard: lines(
          'Am schnellsten geht es hier mit dem Online-Ausweis.',
          'Danach können Sie die App einrichten.',
          'Dann reicht beim nächsten Mal die App.',
        ),
        link: { label: 'App einrichten', path: '/konto/geraete' },
      },
    },
  },
  pass: easyPass,
  devices: {
    ...de.devices,
    code: { ...de.devices.code, short: 'App sperren', link: 'Handy verloren: App sperren' },
  },
}
