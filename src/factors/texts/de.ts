import { quoted } from '../../ui/texts/de.js'
import { strong } from '../../ui/texts/messages.js'
import type { FactorTexts } from './messages.js'

/** German texts of the password's second factors. */
export const de: FactorTexts = {
  login: {
    title: 'Zweiter Schritt der Anmeldung',
    field: {
      totp: { label: 'Code aus der App', hint: 'Die 6 Ziffern, die Ihre App gerade zeigt.' },
      'recovery-code': { label: 'Wiederherstellungscode', hint: '16 Ziffern von Ihrer Liste.' },
    },
    submit: 'Anmelden',
    passkey: 'Mit Passkey bestätigen',
    passkeyHint: 'Ihr Gerät fragt Sie nach Fingerabdruck, Gesicht oder PIN.',
    or: 'Oder mit einem Code',
    otherUser: 'Mit anderem Benutzernamen anmelden',
    toOther: {
      totp: 'Handy nicht da? Wiederherstellungscode eingeben',
      'recovery-code': 'Code aus der App eingeben',
    },
    problems: {
      missing: 'Der Code fehlt noch. Geben Sie ihn bitte ein.',
      format: 'Das kann kein Code sein. Der Code der App hat 6 Ziffern, ein Wiederherstellungscode 16.',
      wrong: 'Der Code stimmt nicht. Geben Sie den Code ein, den die App jetzt zeigt.',
      used: 'Diesen Code haben Sie schon benutzt. Warten Sie, bis die App den nächsten zeigt.',
      'recovery-code':
        'Dieser Wiederherstellungscode stimmt nicht, oder Sie haben ihn schon benutzt. Nehmen Sie bitte einen anderen von Ihrer Liste.',
      passkey: 'Der Passkey konnte nicht geprüft werden. Versuchen Sie es noch einmal, oder geben Sie einen Code ein.',
    },
  },
  passkey: {
    needsScript: 'Der Passkey braucht JavaScript. Ihr Browser führt hier keines aus.',
    failed: 'Der Passkey wurde nicht bestätigt. Sie können es noch einmal versuchen.',
  },
  kinds: { totp: 'Code-App', passkey: 'Passkey' },
  list: {
    short: 'Zweiter Faktor',
    title: 'Zweiter Faktor für Ihr Passwort',
    intro:
      'Mit einem zweiten Faktor reicht das Passwort allein nicht mehr. Bei jeder Anmeldung bestätigen Sie dann auch mit einem Code oder Passkey.',
    none: 'Sie haben noch keinen zweiten Faktor eingerichtet.',
    done: {
      added: 'Der zweite Faktor ist eingerichtet.',
      removed: 'Der zweite Faktor ist entfernt.',
      'codes-gone':
        'Ihre Wiederherstellungscodes zeigen wir kein zweites Mal. Haben Sie sie nicht mehr? Dann nehmen Sie unten neue.',
    },
    noPassword: 'Ihr Konto hat kein Passwort. Deshalb gibt es hier nichts einzurichten.',
    since: (day) => `seit ${day}`,
    counts: (use) => `reicht ${use}`,
    remove: (name) => `${quoted(name)} entfernen`,
    add: 'Hinzufügen',
    addTotp: 'Code-App einrichten',
    addPasskey: 'Passkey einrichten',
    codes: 'Wiederherstellungscodes',
    codesLeft: (count) =>
      count === 0
        ? 'Sie haben keinen Wiederherstellungscode mehr.'
        : ['Sie haben noch ', strong(count === 1 ? '1 Code' : `${count} Codes`), '. Jeder gilt einmal.'],
    renewCodes: 'Neue Codes anzeigen',
  },
  setup: {
    problems: {
      missing: 'Der Code fehlt noch. Geben Sie ihn bitte ein.',
      format: 'Der Code hat 6 Ziffern.',
      wrong:
        'Der Code stimmt nicht. Geht die Uhr Ihres Geräts richtig? Geben Sie den Code ein, den die App jetzt zeigt.',
      expired: 'Das hat zu lange gedauert. Scannen Sie bitte den neuen QR-Code.',
    },
    name: 'Name',
    nameHint: 'Damit Sie das Gerät in der Liste wiedererkennen.',
    counts: (use) => `Passwort und dieser Faktor reichen dann ${use}.`,
    more: (use) =>
      `Sollen sie mehr können? Dann reichen sie ${use}. Dafür melden Sie sich vorher anders an: zum Beispiel mit dem Online-Ausweis.`,
    back: 'Zurück, ohne etwas zu ändern',
  },
  totp: {
    title: 'Code-App einrichten',
    steps: [
      'Öffnen Sie eine App für Einmal-Codes, zum Beispiel FreeOTP, Aegis oder Google Authenticator. Viele Passwort-Manager können es auch.',
      'Scannen Sie damit diesen QR-Code. Oder geben Sie dort den Schlüssel ein.',
      'Geben Sie unten den Code ein, den die App dann zeigt.',
    ],
    code: 'Code aus der App',
    codeHint: '6 Ziffern',
    submit: 'Code prüfen und einrichten',
  },
  passkeySetup: {
    title: 'Passkey einrichten',
    intro: 'Ihr Gerät legt einen Passkey an. Es fragt Sie dafür nach Fingerabdruck, Gesicht oder PIN.',
    create: 'Passkey anlegen',
    useTitle: 'Passkey einmal benutzen',
    useIntro: 'Der Passkey ist angelegt. Bestätigen Sie jetzt einmal damit. Danach gilt er.',
    use: 'Mit Passkey bestätigen',
    failed: 'Der Passkey konnte nicht geprüft werden. Versuchen Sie es bitte noch einmal.',
    expired: 'Das hat zu lange gedauert. Fangen Sie bitte noch einmal an.',
  },
  codes: {
    title: 'Ihre Wiederherstellungscodes',
    added: 'Der zweite Faktor ist eingerichtet. Ab jetzt fragen wir bei jeder Anmeldung mit Passwort danach.',
    intro:
      'Haben Sie Ihr Gerät verloren, melden Sie sich mit Passwort und einem dieser Codes an. Jeder gilt einmal. Drucken oder speichern Sie die Liste, oder schreiben Sie sie ab. Bewahren Sie sie sicher auf.',
    once: [strong('Wir zeigen die Codes nur dieses eine Mal.')],
    listOf: (site, account, day) => `${site}, Benutzername ${account}, Stand ${day}`,
    copy: 'Codes kopieren',
    print: 'Codes drucken',
    save: 'Codes als Datei speichern',
    file: 'wiederherstellungscodes',
    done: 'Ich habe die Codes, weiter',
    question: {
      title: 'Neue Wiederherstellungscodes?',
      voids: 'Ihre bisherigen Codes gelten dann nicht mehr.',
      once: 'Wir zeigen die neuen Codes nur dieses eine Mal.',
      submit: 'Neue Codes anzeigen',
      back: 'Bisherige behalten',
    },
  },
  removal: {
    title: (name) => `${quoted(name)} entfernen?`,
    after:
      'Ihre anderen zweiten Faktoren bleiben. Einen davon brauchen Sie weiterhin bei jeder Anmeldung mit Passwort.',
    afterLast: 'Danach melden Sie sich wieder mit dem Passwort allein an. Ihre Wiederherstellungscodes verfallen.',
    submit: 'Entfernen',
    back: 'Behalten',
  },
}
