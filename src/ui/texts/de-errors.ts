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
  'used-or-old': () => ({
    title: 'Diese Anmeldung ist vorbei',
    what: 'Diese Anmeldung ist schon benutzt oder zu alt.',
    means: 'Zu Ihrer Sicherheit gilt jede Anmeldung nur einmal und nur kurze Zeit.',
    next: again,
  }),
  'portal-disabled': ({ portal }) => ({
    title: 'Diese Anmeldung ist zurzeit nicht möglich',
    what: `${portal ? `„${portal}“` : 'Dieses Portal'} ist zurzeit nicht freigeschaltet.`,
    means: `Die Stelle, die es betreibt, weiß Bescheid. ${innocent}`,
    next: 'Versuchen Sie es bitte später noch einmal.',
  }),
  'portal-changed': ({ portal }) => ({
    title: 'Diese Anmeldung geht nicht weiter',
    what: `${portal ? `„${portal}“` : 'Das Portal'} hat inzwischen eine andere Adresse für Ihre Daten.`,
    means: `Darum haben wir nichts dorthin geschickt. ${innocent}`,
    next: 'Gehen Sie bitte zum Portal zurück und beginnen Sie neu.',
  }),
  'no-cookie': ({ host }) => ({
    title: 'Wir erkennen Ihren Browser nicht wieder',
    what: 'Ihr Browser hat unser Cookie nicht angenommen.',
    means: 'Vielleicht sperrt er Cookies. Vielleicht haben Sie einen alten Link oder einen anderen Browser benutzt.',
    next: `Erlauben Sie bitte Cookies für ${host}. ${again}`,
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
    next: 'Prüfen Sie bitte die Adresse. Eine Anmeldung beginnt immer im Portal.',
  }),
  'bad-input': () => ({
    title: 'Diese Eingabe können wir nicht annehmen',
    what: 'In der Eingabe fehlt etwas, oder wir können sie nicht lesen.',
    means: 'Wir haben nichts gespeichert und nichts weitergegeben.',
    next: 'Gehen Sie bitte eine Seite zurück und versuchen Sie es noch einmal.',
  }),
} satisfies Messages['error']['texts']
