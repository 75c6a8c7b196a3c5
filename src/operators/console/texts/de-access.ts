import { quoted } from '../../../ui/texts/de.js'
import type { AccessTexts, CodeTexts } from './access-messages.js'

/** German texts of the second step of an operator's sign-in. */
export const code: CodeTexts = {
  title: 'Code aus der App',
  passkeyTitle: 'Mit Passkey bestätigen',
  setUpTitle: 'Zweiten Faktor einrichten',
  setUpIntro:
    'Ohne zweiten Faktor geht es hier nicht. Wählen Sie eine Code-App oder einen Passkey. Weitere richten Sie später unter „Mein Zugang“ ein.',
  appTitle: 'Code-App',
  setUp: [
    'Öffnen Sie eine App für Einmal-Codes, zum Beispiel FreeOTP oder Aegis.',
    'Scannen Sie damit diesen QR-Code, oder geben Sie dort den Schlüssel ein. Wir zeigen ihn nur bei dieser ersten Anmeldung.',
    'Geben Sie unten den Code ein, den die App dann zeigt.',
  ],
  field: 'Code aus der App',
  hint: '6 Ziffern',
  submit: 'Anmelden',
  again: 'Mit anderem Benutzernamen anmelden',
  passkey: {
    title: 'Passkey',
    hint: 'Ihr Gerät fragt Sie nach Fingerabdruck, Gesicht oder PIN.',
    create: 'Passkey anlegen',
    use: 'Mit Passkey bestätigen',
    useTitle: 'Passkey einmal benutzen',
    useIntro: 'Der Passkey ist angelegt. Bestätigen Sie jetzt einmal damit. Danach gilt er.',
    failed: 'Der Passkey wurde nicht bestätigt. Sie können es noch einmal versuchen.',
    needsScript: {
      create:
        'Ein Passkey braucht JavaScript. Ihr Browser führt hier keines aus. Ohne JavaScript geht nur die Code-App.',
      use: 'Der Passkey braucht JavaScript. Ihr Browser führt hier keines aus.',
    },
  },
  or: 'Oder mit einem Code',
  noWay:
    'Ihr Passkey gilt an dieser Adresse nicht. Bitten Sie die Administration, Ihren zweiten Faktor zurückzusetzen.',
  problems: {
    format: 'Der Code hat 6 Ziffern.',
    wrong: 'Der Code stimmt nicht, oder er wurde schon benutzt. Geben Sie den Code ein, den die App jetzt zeigt.',
    passkey: 'Der Passkey konnte nicht geprüft werden. Versuchen Sie es bitte noch einmal.',
  },
}

/** German texts of the page of an operator's own access. */
export const access: AccessTexts = {
  title: 'Mein Zugang',
  intro: (operator) => `So melden Sie sich als ${operator} an. Jede Änderung steht im Protokoll.`,
  done: {
    added: 'Der zweite Faktor ist eingerichtet. Ihre anderen Sitzungen sind beendet.',
    removed: 'Der zweite Faktor ist entfernt. Ihre anderen Sitzungen sind beendet.',
    password: 'Das neue Passwort gilt. Ihre anderen Sitzungen sind beendet.',
  },
  replaceTitle: 'Eigenes Passwort setzen',
  replace: 'Sie haben ein Einmalpasswort bekommen. Setzen Sie jetzt ein eigenes. Danach geht es hier weiter.',
  factors: 'Zweite Faktoren',
  app: 'Code-App',
  since: (name, day) => `${name}, seit ${day}`,
  changeFactors: 'Zweite Faktoren ändern',
  changeFactorsHint: 'Geben Sie Ihr Passwort ein, und wählen Sie dann.',
  currentPassword: 'Jetziges Passwort',
  addPasskey: 'Passkey einrichten',
  addApp: 'Code-App einrichten',
  remove: (factor) => `${quoted(factor)} entfernen`,
  onlyOne: 'Einen zweiten Faktor brauchen Sie immer. Richten Sie erst einen anderen ein, um diesen zu entfernen.',
  changePassword: 'Passwort ändern',
  newPassword: 'Neues Passwort',
  newPasswordHint: 'Mindestens 12 Zeichen.',
  setPassword: 'Passwort ändern',
  signIns: 'Ihre letzten Anmeldungen',
  signInsHint: 'War eine davon nicht von Ihnen? Ändern Sie Ihr Passwort, und sagen Sie es der Administration.',
  noSignIns: 'Noch steht keine im Protokoll.',
  signIn: (when, factor) => `${when}, mit ${quoted(factor)}`,
  signInGone: (when) => `${when}, mit einem Faktor, den es nicht mehr gibt`,
  passkeyTitle: 'Passkey einrichten',
  appTitle: 'Code-App einrichten',
  appSteps: [
    'Öffnen Sie eine App für Einmal-Codes, zum Beispiel FreeOTP oder Aegis.',
    'Scannen Sie damit diesen QR-Code, oder geben Sie dort den Schlüssel ein. Wir zeigen ihn nur jetzt.',
    'Geben Sie unten den Code ein, den die App dann zeigt.',
  ],
  name: 'Name des Passkeys',
  nameHint: 'Zum Beispiel „Schlüssel am Bund“. Höchstens 60 Zeichen.',
  submitCode: 'Code prüfen und einrichten',
  back: 'Zurück zu „Mein Zugang“',
  problems: {
    wrong: 'Das jetzige Passwort stimmt nicht.',
    expired: 'Das hat zu lange gedauert, oder inzwischen hat sich etwas geändert. Fangen Sie bitte neu an.',
    last: 'Dieser Faktor bleibt: Er ist der einzige, oder er ist schon entfernt.',
    none: 'Das lässt sich nicht einrichten: Eine Code-App ist schon da, oder es sind zu viele Passkeys.',
    name: 'Der Name hat höchstens 60 Zeichen.',
    same: 'Das ist das Einmalpasswort. Wählen Sie ein eigenes.',
    'password-length': 'Das neue Passwort hat 12 bis 256 Zeichen.',
    'password-common': 'Dieses Passwort benutzen viele. Wählen Sie ein anderes.',
  },
}
