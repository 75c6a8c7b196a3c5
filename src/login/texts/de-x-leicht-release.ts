import { backTo, portalOr, quoted } from '../../ui/texts/de.js'
import { lines } from '../../ui/texts/lines.js'
import { strong, type PortalName } from '../../ui/texts/messages.js'
import type { OriginKind, ReleaseTexts } from './messages.js'

export const office = (portal: PortalName): string =>
  lines(
    'Sie können auch direkt zum Amt gehen.',
    portal ? `Die Adresse steht bei ${quoted(portal)}.` : 'Die Adresse steht auf der Seite vom Amt.',
  )

/** Where values came from: a sentence of its own, and short beside one value. */
const origin = (sentence: string, note: string): ReturnType<ReleaseTexts['confirm']['origins'][OriginKind]> => ({
  group: (_count, level) => lines(sentence, `So sicher ist das: Niveau ${level}.`),
  rest: (level) =>
    lines('Steht bei den Daten nichts anderes?', `Dann gilt: ${sentence}`, `So sicher ist das: Niveau ${level}.`),
  note: (level) => `${note} (Niveau ${level})`,
})

/**
 * What a portal gets, and what it still needs, in Leichte Sprache. What goes to whom, and that the citizen is free to
 * give it, is said as fully as in German.
 */
export const release: ReleaseTexts = {
  profile: {
    title: 'Hier fehlt noch etwas',
    intro: (portal) =>
      lines(
        `${portalOr(portal, 'Der Dienst')} braucht noch etwas von Ihnen.`,
        'Das steht noch nicht in Ihrem Konto.',
        'Schreiben Sie es bitte hier.',
      ),
    submit: 'Speichern und weiter',
    cancel: 'Aufhören',
    summary: 'Bitte prüfen Sie das',
    birthDate: {
      hint: 'Zum Beispiel: 9 3 1987',
      unknown: {
        question: 'Wissen Sie den Tag oder den Monat nicht?',
        answer: lines(
          'Wissen Sie den Tag nicht?',
          'Dann lassen Sie den Tag leer.',
          'Wissen Sie den Monat nicht?',
          'Dann lassen Sie den Tag und den Monat leer.',
        ),
      },
      missing: 'Schreiben Sie bitte Ihr Geburts-Datum.',
      tooManyDays: (month, days) => `Der ${month} hatte nur ${days} Tage.`,
      day: 'Tag',
      month: 'Monat',
      year: 'Jahr',
    },
    hints: {
      givenName: lines('Schreiben Sie alle Vornamen.', 'So wie auf Ihrem Ausweis.'),
      nationality: lines(
        'Schreiben Sie die kurzen Buchstaben für Ihr Land.',
        'Sie stehen in Ihrem Reise-Pass.',
        'Zum Beispiel: D für Deutschland.',
      ),
      phone: 'Zum Beispiel: +49 241 5550100',
    },
    choose: 'Bitte wählen',
    problems: {
      missing: () => 'Das fehlt noch.',
      characters: (character) =>
        lines(`Das Zeichen ${quoted(character)} können wir nicht speichern.`, 'Schreiben Sie es bitte anders.'),
      date: () => lines('Dieses Datum ist falsch.', 'Prüfen Sie bitte den Tag, den Monat und das Jahr.'),
      'too-long': () => lines('Das ist zu lang.', 'Schreiben Sie es bitte kürzer.'),
      format: () => 'Prüfen Sie bitte, was Sie geschrieben haben.',
    },
    impossible: {
      title: () => 'In Ihrem Konto fehlt etwas',
      intro: (portal) => `${portalOr(portal, 'Der Dienst')} braucht von Ihnen auch:`,
      meaning: lines('Das können Sie hier nicht schreiben.', 'Darum geht diese Anmeldung nicht weiter.'),
      canBeRead: lines('Es steht auf Ihrem Ausweis.', 'Wir können es dort lesen.', 'Danach geht es hier weiter.'),
      wayOut: office,
      back: backTo,
    },
  },
  confirm: {
    notMe: (citizen) => `Ich bin nicht ${citizen}: anderes Konto nehmen`,
    title: 'Dürfen wir diese Daten weitergeben?',
    signedInAs: (citizen) => ['Sie sind angemeldet als ', strong(citizen), '.'],
    gets: (portal, service) =>
      lines(
        ...(service ? [`Es geht um: ${quoted(service)}.`] : []),
        `${portalOr(portal, 'Der Dienst')} bekommt von uns diese Daten:`,
      ),
    getsLevelOnly: (portal) =>
      lines(
        `${portalOr(portal, 'Der Dienst')} bekommt keine Daten zu Ihrer Person.`,
        'Zum Beispiel: keinen Namen.',
        'Wir sagen dort nur, wie sicher die Anmeldung ist:',
      ),
    titleWithoutData: (portal) => (portal ? `Ohne Namen weiter zu ${quoted(portal)}?` : 'Ohne Namen weiter?'),
    cancelWithoutData: 'Aufhören',
    optional: 'Freiwillige Daten',
    optionalHint: (portal) =>
      lines(
        'Freiwillig heißt: Sie entscheiden selbst.',
        `Soll ${portalOr(portal, 'der Dienst')} diese Daten auch bekommen?`,
        'Dann machen Sie dort ein Kreuz.',
        'Ohne Kreuz geben wir die Daten nicht weiter.',
      ),
    tickAll: 'Überall ein Kreuz machen',
    tickNone: 'Alle Kreuze wegmachen',
    origins: {
      'self-declared': () => origin('Das haben Sie selbst geschrieben.', 'selbst geschrieben'),
      eid: () => origin('Das kommt aus Ihrem Ausweis.', 'aus Ihrem Ausweis'),
      clerk: () => origin('Das hat ein Amt geprüft.', 'von einem Amt geprüft'),
      upstream: (account) => origin(`Das kommt aus ${quoted(account)}.`, `aus ${quoted(account)}`),
    },
    identifiedBy: 'So haben Sie gezeigt, wer Sie sind',
    levelIs: 'so sicher ist das: Niveau',
    pseudonym: (withheld) =>
      lines(
        'Das Portal bekommt auch eine Nummer für Sie.',
        'Ein Portal ist eine Internet-Seite vom Amt.',
        'Die Nummer gilt nur dort.',
        withheld ?? 'Das Portal sieht nicht Ihre Anmeldungen bei anderen Portalen.',
      ),
    subjectId: {
      label: 'Gemeinsame Nummer',
      value: 'immer dieselbe lange Nummer',
      meaning: lines('Mehrere Portale bekommen die gemeinsame Nummer.', 'So merken sie: Das sind Sie.'),
    },
    remember: 'Nächstes Mal ohne diese Frage weiter',
    rememberHint: (portal) =>
      lines(
        `Das gilt nur für ${portalOr(portal, 'diesen Dienst')}.`,
        'Ändern sich die Daten?',
        'Dann fragen wir wieder.',
        'Sie können das später noch nicht selbst zurücknehmen.',
      ),
    confirm: 'Ja, weitergeben',
    cancel: 'Nein, nicht weitergeben',
    keep: {
      question: 'Möchten Sie hier ein Service-Konto?',
      meaning: (name) =>
        lines(
          `Sie kommen mit ${quoted(name)}.`,
          'Wir speichern nichts.',
          'Mit einem Service-Konto geht es nächstes Mal schneller.',
        ),
      openAccount: 'Service-Konto anlegen',
      linkAccount: 'Mit meinem Service-Konto verbinden',
    },
    accountMade: lines('Sie haben jetzt ein Service-Konto.', 'Beim nächsten Mal melden Sie sich wieder so an.'),
    stays: {
      until: lines(
        'Sie bleiben hier angemeldet, bis Sie sich abmelden.',
        'Oder bis Sie den Browser schließen.',
        'Ein Browser ist das Programm für Internet-Seiten.',
      ),
      sharedDevice: lines('Ist das ein fremdes Gerät?', 'Dann bitte:'),
      logout: 'danach abmelden',
    },
    privacy: (portal) => `Daten-Schutz bei ${quoted(portal)}`,
    reasons: { purpose: 'Dafür braucht man die Daten', legalBasis: 'Das Gesetz dazu' },
  },
}
