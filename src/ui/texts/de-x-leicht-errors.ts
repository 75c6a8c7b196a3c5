import { lines } from './lines.js'
import type { ErrorFacts, Messages } from './messages.js'

const innocent = 'Sie haben alles richtig gemacht.'
const again = lines(
  'Gehen Sie bitte zurück zu der Seite von Ihrer Stadt.',
  'Klicken Sie dort noch einmal auf: Anmelden.',
)
const goOn = ({ canContinue }: ErrorFacts): string => (canContinue ? 'Machen Sie bitte hier weiter.' : again)
const later = 'Versuchen Sie es bitte später noch einmal.'

/** The error pages in Leichte Sprache. */
export const easyErrors = {
  'unknown-portal': ({ portal }) => ({
    title: 'Die Anmeldung kann hier noch nicht anfangen',
    what: portal
      ? lines(`Sie kommen von der Seite „${portal}“.`, 'Eine Adresse von dieser Seite ist uns fremd.')
      : lines('Sie kommen von einer anderen Seite.', 'Diese Seite ist uns fremd.'),
    means: lines('Wir schicken Sie darum lieber nicht zurück.', innocent),
    next: lines('Gehen Sie bitte auf die Internet-Seite von Ihrer Stadt.', 'Versuchen Sie es dort noch einmal.'),
  }),
  'bad-request': () => ({
    title: 'Die Anmeldung kann hier noch nicht anfangen',
    what: 'Die Seite von Ihrer Stadt hat uns etwas Falsches geschickt.',
    means: innocent,
    next: again,
  }),
  'artifact-request': () => ({
    title: 'Die Anmeldung kann hier noch nicht anfangen',
    what: 'Die Seite von Ihrer Stadt fragt uns auf einem falschen Weg.',
    means: innocent,
    next: lines('Sagen Sie das bitte Ihrer Stadt.', 'Nennen Sie dabei die Fehler-Nummer.'),
  }),
  'used-or-old': () => ({
    title: 'Diese Anmeldung ist vorbei',
    what: 'Diese Anmeldung ist zu alt, oder sie ist schon benutzt.',
    means: lines('Jede Anmeldung gilt nur einmal.', 'Sie gilt nur kurze Zeit.', 'So schützen wir Sie.'),
    next: again,
  }),
  'left-open': (facts) => ({
    title: 'Ihre Anmeldung ist vorbei',
    what: 'Ihre Anmeldung war zu lange offen.',
    means: lines('Eine Anmeldung gilt 30 Minuten.', 'So schützen wir Sie.', 'Ihre Daten sind noch bei uns.', innocent),
    next: facts.canContinue
      ? 'Fangen Sie bitte neu an.'
      : lines(
          facts.portal ? `Gehen Sie bitte zurück zu „${facts.portal}“.` : 'Gehen Sie bitte zurück.',
          'Oder fangen Sie dort neu an.',
        ),
  }),
  'portal-disabled': ({ portal }) => ({
    title: 'Diese Anmeldung geht gerade nicht',
    what: `${portal ? `„${portal}“` : 'Die Seite von Ihrer Stadt'} ist gerade aus-geschaltet.`,
    means: lines('Die Leute von dieser Seite wissen das.', innocent),
    next: later,
  }),
  'child-disabled': ({ portal }) => ({
    title: 'Diese Anmeldung geht gerade nicht',
    what: `Ein Dienst von ${portal ? `„${portal}“` : 'Ihrer Stadt'} ist gerade aus-geschaltet.`,
    means: lines('Wir haben Ihre Daten bei uns behalten.', innocent),
    next: later,
  }),
  'portal-changed': ({ portal }) => ({
    title: 'Diese Anmeldung geht nicht weiter',
    what: `${portal ? `„${portal}“` : 'Die Seite von Ihrer Stadt'} hat jetzt eine neue Adresse.`,
    means: lines('Wir haben Ihre Daten bei uns behalten.', innocent),
    next: again,
  }),
  'no-cookie': ({ host }) => ({
    title: 'Hier geht Ihre Anmeldung nicht weiter',
    what: 'Wir finden Ihre Anmeldung in diesem Browser nicht mehr.',
    means: lines(
      'Ein Browser ist das Programm für Internet-Seiten.',
      'Vielleicht ist zu viel Zeit vergangen.',
      'Vielleicht haben Sie in einem anderen Browser an-gefangen.',
      'Vielleicht sperrt Ihr Browser Cookies.',
      'Cookies sind kleine Merk-Zettel im Browser.',
    ),
    next: lines(again, 'Hilft das nicht?', `Dann erlauben Sie bitte Cookies für ${host}.`),
  }),
  'moved-on': (facts) => ({
    title: 'Ihre Anmeldung ist schon weiter',
    what: 'Das hier ist eine alte Seite von Ihrer Anmeldung.',
    means: lines('Vielleicht haben Sie auf Zurück geklickt.', 'Oder Sie haben zwei Fenster offen.'),
    next: goOn(facts),
  }),
  'form-expired': (facts) => ({
    title: 'Diese Seite ist zu alt',
    what: 'Diese Seite passt nicht mehr zu Ihrer Anmeldung.',
    means: 'Ihre Eingabe haben wir weg-gelassen.',
    next: goOn(facts),
  }),
  'too-many-tries': ({ until, canContinue }) => ({
    title: 'Bitte machen Sie eine kurze Pause',
    what: lines(
      'Das waren zu viele Versuche.',
      until ? `Bitte warten Sie bis ${until}\u00a0Uhr.` : 'Bitte warten Sie etwas.',
    ),
    means: lines('Vielleicht will jemand Ihr Passwort raten.', 'Mit der Pause schützen wir Ihr Konto.'),
    next: canContinue ? 'Sie können sich jetzt anders anmelden.' : 'Versuchen Sie es nach der Pause noch einmal.',
  }),
  'our-fault': () => ({
    title: 'Das hat leider nicht geklappt',
    what: lines('Bei uns ist etwas schief-gegangen.', innocent),
    means: 'Wir haben den Fehler auf-geschrieben.',
    next: lines('Warten Sie bitte ein paar Minuten.', 'Versuchen Sie es dann noch einmal.'),
  }),
  busy: () => ({
    title: 'Gerade ist sehr viel los',
    what: lines('Sehr viele Menschen melden sich gerade an.', 'Darum müssen Sie kurz warten.'),
    means: innocent,
    next: lines('Warten Sie bitte ein paar Sekunden.', 'Laden Sie dann diese Seite neu.', 'Danach geht es weiter.'),
  }),
  unavailable: () => ({
    title: 'Das Service-Konto macht gerade eine Pause',
    what: lines('Das Service-Konto geht gerade nicht.', 'Wir arbeiten schon daran.'),
    means: innocent,
    next: lines('Warten Sie bitte ein paar Minuten.', 'Versuchen Sie es dann noch einmal.'),
  }),
  'not-found': () => ({
    title: 'Diese Seite gibt es nicht',
    what: 'Unter dieser Adresse haben wir keine Seite.',
    means: 'Vielleicht ist der Link alt.',
    next: lines('Prüfen Sie bitte die Adresse.', 'Oder gehen Sie auf die Start-Seite.'),
  }),
  'too-many-checks': ({ until }) => ({
    title: 'Bitte warten Sie kurz',
    what: 'Von Ihnen kamen sehr viele Prüfungen.',
    means: 'Wir haben jetzt nichts geprüft.',
    next: until ? `Sie können ab ${until}\u00a0Uhr weiter prüfen.` : 'Sie können in einer Minute weiter prüfen.',
  }),
  'no-right': () => ({
    title: 'Das dürfen Sie hier nicht',
    what: 'Diese Seite ist für andere Mitarbeiter.',
    means: 'Wir haben nichts geändert.',
    next: 'Fragen Sie bitte die Verwaltung.',
  }),
  'account-blocked': () => ({
    title: 'Ihr Konto ist gesperrt',
    what: 'Niemand kann sich gerade mit diesem Konto anmelden.',
    means: 'Wir haben nichts weiter-gegeben.',
    next: lines('Bitte fragen Sie den Support.', 'Der Support ist unsere Hilfe.'),
  }),
  'logout-refused': () => ({
    title: 'Das Abmelden hat nicht geklappt',
    what: 'Die Seite von Ihrer Stadt hat einen Fehler gemacht.',
    means: lines('Vielleicht sind Sie hier noch angemeldet.', 'Sie haben nichts falsch gemacht.'),
    next: 'Bitte melden Sie sich hier ab.',
  }),
  'upstream-answer': ({ canContinue }) => ({
    title: 'Das andere Konto hat nicht geklappt',
    what: 'Wir haben die Antwort von dem anderen Konto nicht verstanden.',
    means: lines('Sie sind nicht angemeldet.', 'Wir haben nichts weiter-gegeben.', 'Sie haben nichts falsch gemacht.'),
    next: canContinue
      ? lines('Bitte versuchen Sie es noch einmal.', 'Oder melden Sie sich anders an.')
      : lines('Bitte gehen Sie zurück zur Seite von Ihrer Stadt.', 'Fangen Sie dort neu an.'),
  }),
  'too-many-look-ups': ({ until }) => ({
    title: 'Sie müssen jetzt warten',
    what: until
      ? lines('In einer Stunde können Sie 60 Konten ansehen.', `Um ${until}\u00a0Uhr geht es weiter.`)
      : 'In einer Stunde können Sie 60 Konten ansehen.',
    means: 'Wir haben nichts geändert.',
    next: lines('Ist es eilig?', 'Dann fragen Sie bitte die Verwaltung.'),
  }),
  'bad-input': () => ({
    title: 'Diese Eingabe können wir nicht lesen',
    what: 'In der Eingabe fehlt etwas, oder etwas ist falsch.',
    means: 'Wir haben nichts gespeichert und nichts weiter-gegeben.',
    next: lines('Gehen Sie bitte eine Seite zurück.', 'Versuchen Sie es dann noch einmal.'),
  }),
} satisfies Messages['error']['texts']
