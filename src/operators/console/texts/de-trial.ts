import { quoted } from '../../../ui/texts/de.js'
import type { TrialTexts } from './trial-messages.js'

/** German texts of the test login. */
export const trialDe: TrialTexts = {
  button: 'Testanmeldung',
  hint: 'Zeigt, was dieses Portal jetzt von einer erfundenen Testperson bekäme. Das Portal erfährt nichts davon.',
  notYours: 'Eine Testanmeldung macht, wer dieses Portal betreut. Sie dürfen hier nur lesen.',
  title: (name) => `Testanmeldung bei ${quoted(name)}`,
  nothingSent:
    'Die Testperson ist erfunden. Nichts wurde gesendet. Im Protokoll steht, dass Sie hier nachgesehen haben.',
  answered: 'Die Anmeldung gelingt',
  noAnswer: 'Die Anmeldung gelingt nicht',
  ends: {
    'level-not-offered': 'Keine der erlaubten Anmeldearten erreicht das Niveau.',
    'attribute-missing': 'Eine verlangte Angabe gibt es auf diesem Niveau nicht. Sehen Sie unten nach, welche.',
    'saml-service-disabled': 'Das Portal ist gesperrt.',
    'saml-metadata-ended': 'Die Metadaten des Portals sind abgelaufen. Lesen Sie neuere ein.',
    'saml-acs': 'Die Metadaten nennen keine Rücksprungadresse mit POST.',
    'request-unsupported':
      'Die Antwort soll verschlüsselt werden, aber die Metadaten haben dafür keinen RSA-Schlüssel. Siehe „encrypt“.',
    'invalid-name-id-policy': 'Das Portal will eine E-Mail-Adresse als NameID und bekommt keine. Siehe „nameIdFormat“.',
    'no-authn-context': 'Für dieses Niveau hat der Dialekt des Portals kein Wort.',
  },
  fields: {
    level: 'Niveau',
    needed: 'Verlangt',
    method: 'Anmeldeart',
    destination: 'Ginge an',
    nameId: 'NameID',
    classRef: 'Wort für das Niveau',
    signed: 'Signiert',
    encrypted: 'Verschlüsselt',
  },
  signedWith: (parts, algorithm, digest, key) => `${parts}: ${algorithm}, ${digest}, Schlüssel ${key}`,
  notEncrypted: 'nein',
  released: 'Diese Angaben gehen hinaus',
  noneReleased: 'Keine Angaben zur Person.',
  required: 'verlangt',
  optional: 'freiwillig',
  origin: (origin) =>
    origin === 'eid' ? 'aus dem Ausweis' : origin === 'self-declared' ? 'selbst eingetragen' : 'von anderswo',
  level: (level) => `Niveau ${level}`,
  withheld: 'Diese Angaben bleiben hier',
  reasons: {
    pseudonymous: 'Das Portal bekommt nur ein Pseudonym.',
    'not-in-settings': 'Die Einstellungen des Portals sehen die Angabe nicht vor.',
    unknown: 'Eine Angabe dieses Namens kennen wir nicht.',
    'not-held': 'Diese Angabe kann hier niemand machen.',
    'level-too-low': 'Diese Angabe trägt man selbst ein. Für das verlangte Niveau reicht das nicht.',
  },
  assertion: 'Die Zusicherung, bevor sie verschlüsselt wird',
  response: 'Die Antwort, wie sie hinausginge',
  again: 'Noch einmal',
  back: 'Zurück zum Portal',
}
