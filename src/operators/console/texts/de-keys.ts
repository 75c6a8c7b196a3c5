import type { KeyTexts } from './key-messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (time: number): string => {
  const count = Math.floor(time / 86_400_000)
  return `${count} ${count === 1 ? 'Tag' : 'Tage'}`
}

/** German texts of the page of the broker's keys. */
export const keysDe: KeyTexts = {
  title: 'Schlüssel',
  intro: 'Damit signiert dieses Servicekonto. Die Portale kennen die Schlüssel aus seinen Metadaten.',
  uses: { signing: 'Signieren', encryption: 'Entschlüsseln' },
  usesHint: {
    signing: 'Für die Antworten an Portale und für die eigenen Metadaten.',
    encryption: 'Für verschlüsselte Nachrichten an das Servicekonto, etwa zum Abmelden.',
  },
  none: 'Noch gibt es keinen.',
  states: { next: 'angekündigt', active: 'aktiv', previous: 'abgelöst', retired: 'ausgemustert' },
  does: {
    signing: {
      next: 'Steht in den Metadaten und signiert noch nicht.',
      active: 'Steht in den Metadaten und signiert.',
      previous: 'Steht noch in den Metadaten und signiert nicht mehr.',
      retired: 'Steht nicht mehr in den Metadaten.',
    },
    encryption: {
      next: 'Steht in den Metadaten und entschlüsselt schon.',
      active: 'Steht in den Metadaten und entschlüsselt.',
      previous: 'Steht noch in den Metadaten und entschlüsselt noch.',
      retired: 'Wird nicht mehr benutzt.',
    },
  },
  fields: { id: 'Kennung', type: 'Art', since: 'In diesem Zustand seit', until: 'Zertifikat bis', sha256: 'SHA-256' },
  inHsm: 'im HSM',
  certificate: 'Zertifikat anzeigen',
  fetches: {
    never: 'Seit dieser Schlüssel in den Metadaten steht, hat sie niemand abgerufen.',
    often: (count, last) =>
      `Seit dieser Schlüssel in den Metadaten steht, wurden sie ${count === 1 ? 'einmal' : `${count}-mal`} abgerufen, zuletzt am ${last}.`,
    named: 'Unter eigenem Namen abgerufen haben:',
    byName: (service, count, last) => `${service}: ${count === 1 ? 'einmal' : `${count}-mal`}, zuletzt am ${last}`,
    notYet: 'Früher unter eigenem Namen abgerufen, mit diesem Schlüssel noch nicht:',
    nobodyNamed: 'Kein Portal hat dabei seinen Namen genannt.',
    hint: 'Wer abruft, hat den Schlüssel bekommen. Ob das Portal ihn schon benutzt, sagt das nicht.',
  },
  retired: (count) => (count === 1 ? '1 ausgemusterter Schlüssel' : `${count} ausgemusterte Schlüssel`),
  steps: {
    heading: 'So wechselt man den Schlüssel',
    all: [
      'Neuen Schlüssel ankündigen. Er kommt in die Metadaten.',
      'Warten, bis alle Portale die Metadaten neu geladen haben. Wann das ist, steht beim Schlüssel.',
      'Aktivieren. Ab da signiert er. Probieren Sie eine Anmeldung an jedem wichtigen Portal aus.',
      'Den abgelösten ausmustern. Der Tag dafür steht beim Schlüssel.',
    ],
  },
  make: 'Neuen Schlüssel ankündigen',
  makeHint: 'Er wird noch nicht benutzt.',
  use: 'Wofür',
  type: 'Art',
  choose: 'Bitte wählen',
  submit: 'Ankündigen',
  activate: 'Aktivieren',
  retire: 'Ausmustern',
  keep: 'So lassen',
  waits: 'Eine zweite Person muss zustimmen. Bis dahin bleibt der Schlüssel, wie er ist.',
  asked: {
    activate: {
      title: 'Schon jetzt aktivieren?',
      after: 'Portale mit alten Metadaten lehnen dann Anmeldungen ab, bis sie die neuen laden.',
      submit: 'Trotzdem aktivieren',
    },
    retire: {
      title: 'Schlüssel ausmustern?',
      after: 'Er verschwindet aus den Metadaten. Einen Weg zurück gibt es nicht.',
      submit: 'Ausmustern',
    },
    'retire-at-once': {
      title: 'Trotzdem ausmustern?',
      after:
        'Tun Sie das nur, wenn der Schlüssel gestohlen ist. Bei Portalen mit alten Metadaten kann sich dann niemand anmelden, bis sie die neuen laden.',
      submit: 'Ja, er ist gestohlen: ausmustern',
    },
  },
  done: {
    generated: 'Der neue Schlüssel ist angekündigt.',
    activated: 'Der Schlüssel ist aktiv.',
    retired: 'Der Schlüssel ist ausgemustert.',
  },
  refused: 'Nichts wurde geändert',
  findings: {
    'certificate-expired': ({ notAfter }) =>
      `Das Zertifikat ist seit ${day(notAfter)} abgelaufen. Manche Portale achten darauf.`,
    'certificate-expiring': ({ left }) => `Das Zertifikat läuft ab (noch ${days(left)}). Manche Portale achten darauf.`,
    'key-decrypts-already': () => 'Entschlüsselt schon. Zum Ankündigen aktivieren Sie ihn.',
    'key-to-activate': ({ from }) =>
      from === null
        ? 'Kann jetzt aktiviert werden.'
        : `Zu aktivieren ab ${day(from)}: Dann darf niemand mehr ältere Metadaten haben.`,
    'successor-to-make': ({ type }) => `Kündigen Sie einen Nachfolger an (${type}).`,
    'key-to-retire': ({ from }) =>
      from === null ? 'Kann jetzt ausgemustert werden.' : `Auszumustern ab ${day(from)}.`,
    'key-activated-early': ({ announced, kept }) =>
      `Dieser Schlüssel ist erst seit ${days(announced).replace('Tage', 'Tagen')} angekündigt. Portale dürfen ältere Metadaten ${days(kept)} behalten.`,
  },
}
