import type { ErrorFacts, Messages } from './messages.js'

const innocent = 'Sie haben nichts falsch gemacht.'
const again = 'Beginnen Sie bitte im Portal neu.'
const goOn = ({ canContinue }: ErrorFacts): string =>
  canContinue ? 'Machen Sie bitte bei der laufenden Anmeldung weiter.' : again

/** The error pages in German: what happened, what it means, what to do next. */
export const errorsDe = {
  'unknown-portal': ({ portal }) => ({
    title: 'Die Anmeldung kann nicht beginnen',
    what: portal
      ? `Die Anfrage von „${portal}“ nennt eine Adresse, die bei uns nicht eingetragen ist.`
      : 'Das Portal, von dem Sie kommen, ist bei uns nicht eingetragen.',
    means: `Darum schicken wir Sie nicht dorthin zurück. ${innocent}`,
    next: 'Gehen Sie bitte über die Internetseite Ihrer Stadt oder Gemeinde. Versuchen Sie es dort noch einmal.',
  }),
  'bad-request': () => ({
    title: 'Die Anmeldung kann nicht beginnen',
    what: 'Die Anfrage des Portals war fehlerhaft.',
    means: `So können wir Sie nicht anmelden. ${innocent}`,
    next: 'Gehen Sie bitte zum Portal zurück und beginnen Sie neu.',
  }),
  'artifact-request': ({ portal }) => ({
    title: 'Die Anmeldung kann nicht beginnen',
    what: `${portal ? `„${portal}“` : 'Das Portal'} fragt auf einem Weg an, den wir nicht annehmen.`,
    means: `So können wir Sie nicht anmelden. ${innocent}`,
    next: 'Bitte melden Sie das dem Portal. Nennen Sie dabei die Fehlernummer.',
  }),
  'used-or-old': () => ({
    title: 'Diese Anmeldung ist vorbei',
    what: 'Diese Anmeldung ist schon benutzt oder zu alt.',
    means: 'Zu Ihrer Sicherheit gilt jede Anmeldung nur einmal und nur kurze Zeit.',
    next: again,
  }),
  'left-open': (facts) => ({
    title: 'Ihre Anmeldung ist abgelaufen',
    what: 'Ihre Anmeldung war zu lange offen.',
    means: `Zu Ihrer Sicherheit gilt eine Anmeldung 30 Minuten. Wir haben nichts weitergegeben. ${innocent}`,
    next: facts.canContinue
      ? 'Beginnen Sie bitte neu.'
      : `Gehen Sie bitte zurück${facts.portal ? ` zu „${facts.portal}“` : ' zum Portal'}, oder beginnen Sie dort neu.`,
  }),
  'portal-disabled': ({ portal }) => ({
    title: 'Diese Anmeldung ist zurzeit nicht möglich',
    what: `${portal ? `„${portal}“` : 'Dieses Portal'} ist zurzeit nicht freigeschaltet.`,
    means: `Die Stelle, die es betreibt, weiß Bescheid. ${innocent}`,
    next: 'Versuchen Sie es bitte später noch einmal.',
  }),
  'child-disabled': ({ portal }) => ({
    title: 'Diese Anmeldung ist zurzeit nicht möglich',
    what: `${portal ? `„${portal}“` : 'Das Portal'} fragt für einen Dienst, der zurzeit nicht freigeschaltet ist.`,
    means: `Darum haben wir keine Daten weitergegeben. ${innocent}`,
    next: 'Gehen Sie bitte zum Portal zurück und versuchen Sie es später noch einmal.',
  }),
  'portal-changed': ({ portal }) => ({
    title: 'Diese Anmeldung geht nicht weiter',
    what: `${portal ? `„${portal}“` : 'Das Portal'} hat inzwischen eine andere Adresse für Ihre Daten.`,
    means: `Darum haben wir nichts dorthin geschickt. ${innocent}`,
    next: 'Gehen Sie bitte zum Portal zurück und beginnen Sie neu.',
  }),
  'no-cookie': ({ host }) => ({
    title: 'Hier geht Ihre Anmeldung nicht weiter',
    what: 'Wir finden Ihre Anmeldung in diesem Browser nicht mehr.',
    means:
      'Vielleicht ist zu viel Zeit vergangen, oder der Link ist alt. Vielleicht haben Sie in einem anderen Browser begonnen. Vielleicht sperrt dieser Browser Cookies.',
    next: `${again} Hilft das nicht? Dann erlauben Sie bitte Cookies für ${host}.`,
  }),
  'moved-on': (facts) => ({
    title: 'Ihre Anmeldung ist schon weiter',
    what: 'Diese Seite gehört zu einer Anmeldung, die schon weiter ist.',
    means: 'Das passiert zum Beispiel mit der Zurück-Taste oder in einem zweiten Fenster.',
    next: goOn(facts),
  }),
  'form-expired': (facts) => ({
    title: 'Diese Seite ist nicht mehr aktuell',
    what: 'Diese Seite passt nicht mehr zu Ihrer Anmeldung.',
    means: 'Ihre Eingabe haben wir darum nicht benutzt.',
    next: goOn(facts),
  }),
  'too-many-tries': ({ until, canContinue }) => ({
    title: 'Bitte machen Sie eine kurze Pause',
    what: until
      ? `Zu viele Versuche. Bitte warten Sie bis ${until}\u00a0Uhr.`
      : 'Zu viele Versuche. Bitte warten Sie etwas.',
    means: 'So schützen wir Konten davor, dass jemand Passwörter errät.',
    next: canContinue
      ? 'Mit einer anderen Anmeldeart kommen Sie trotzdem weiter.'
      : 'Versuchen Sie es nach der Pause noch einmal.',
  }),
  'our-fault': () => ({
    title: 'Das hat leider nicht geklappt',
    what: 'Bei uns ist etwas schiefgegangen. Es liegt nicht an Ihnen.',
    means: 'Wir haben den Fehler aufgezeichnet.',
    next: 'Versuchen Sie es bitte in einigen Minuten noch einmal.',
  }),
  busy: () => ({
    title: 'Gerade ist sehr viel los',
    what: 'Im Moment melden sich sehr viele Menschen an. Ihre Anfrage konnten wir deshalb nicht annehmen.',
    means: innocent,
    next: 'Warten Sie bitte einige Sekunden und laden Sie die Seite dann neu. Ihre Anmeldung geht an derselben Stelle weiter.',
  }),
  unavailable: () => ({
    title: 'Wir sind gerade nicht erreichbar',
    what: 'Das Servicekonto ist gerade nicht erreichbar. Wir arbeiten daran.',
    means: innocent,
    next: 'Versuchen Sie es bitte in einigen Minuten noch einmal.',
  }),
  'not-found': () => ({
    title: 'Diese Seite gibt es nicht',
    what: 'Unter dieser Adresse gibt es bei uns keine Seite.',
    means: 'Vielleicht ist der Link alt oder nicht vollständig.',
    next: 'Prüfen Sie bitte die Adresse. Die Anmeldung bei einem Dienst beginnt immer im Portal.',
  }),
  'too-many-checks': ({ until }) => ({
    title: 'Bitte machen Sie eine kurze Pause',
    what: 'Von Ihrem Anschluss kamen mehr als 30 Prüfungen in einer Minute.',
    means: 'Wir haben diese Anfrage nicht geprüft.',
    next: until ? `Prüfen Sie ab ${until}\u00a0Uhr weiter.` : 'Prüfen Sie nach einer Minute weiter.',
  }),
  'no-right': () => ({
    title: 'Das ist Ihrer Rolle nicht erlaubt',
    what: 'Sie sind angemeldet. Diese Seite gehört aber nicht zu Ihrer Rolle im Betrieb.',
    means: 'Wir haben nichts geändert.',
    next: 'Brauchen Sie diese Seite? Dann wenden Sie sich an die Administration.',
  }),
  'account-blocked': () => ({
    title: 'Ihr Konto ist gesperrt',
    what: 'Mit diesem Konto kann sich zurzeit niemand anmelden.',
    means: 'Wir haben nichts weitergegeben.',
    next: 'Bitte wenden Sie sich an den Support.',
  }),
  'logout-refused': ({ portal }) => ({
    title: 'Das Abmelden hat so nicht geklappt',
    what: portal ? `Die Anfrage von „${portal}“ zum Abmelden gilt nicht.` : 'Die Anfrage zum Abmelden gilt nicht.',
    means: 'Vielleicht sind Sie hier noch angemeldet. Sie haben nichts falsch gemacht.',
    next: 'Melden Sie sich bitte auf dieser Seite ab.',
  }),
  'upstream-answer': ({ canContinue }) => ({
    title: 'Die Anmeldung mit dem anderen Konto hat nicht geklappt',
    what: 'Wir konnten nicht prüfen, was uns das andere Konto geantwortet hat.',
    means: `Darum sind Sie nicht angemeldet. Wir haben nichts weitergegeben. ${innocent}`,
    next: canContinue
      ? 'Versuchen Sie es bitte noch einmal. Oder wählen Sie eine andere Anmeldung.'
      : 'Gehen Sie bitte zum Portal zurück und beginnen Sie neu.',
  }),
  'too-many-look-ups': ({ until }) => ({
    title: 'Für diese Stunde ist Schluss',
    what: until
      ? `In einer Stunde kann man 60 Konten nachsehen. Ab ${until}\u00a0Uhr geht es weiter.`
      : 'In einer Stunde kann man 60 Konten nachsehen.',
    means: 'Wir haben nichts nachgesehen und nichts geändert.',
    next: 'Braucht ein Anruf sofort Hilfe? Dann wenden Sie sich an die Administration.',
  }),
  'bad-input': () => ({
    title: 'Diese Eingabe können wir nicht annehmen',
    what: 'In der Eingabe fehlt etwas, oder wir können sie nicht lesen.',
    means: 'Wir haben nichts gespeichert und nichts weitergegeben.',
    next: 'Gehen Sie bitte eine Seite zurück und versuchen Sie es noch einmal.',
  }),
} satisfies Messages['error']['texts']
