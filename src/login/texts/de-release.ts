import { backTo, portalOr, quoted } from '../../ui/texts/de.js'
import { strong } from '../../ui/texts/messages.js'
import type { ReleaseTexts } from './messages.js'

/** German texts about what a portal gets, and what it still needs. */
export const release: ReleaseTexts = {
  profile: {
    title: 'Angaben ergänzen',
    intro: (portal, count) =>
      count === 1
        ? `${portalOr(portal, 'Der Dienst')} braucht diese Angabe. Sie steht noch nicht in Ihrem Konto.`
        : `${portalOr(portal, 'Der Dienst')} braucht diese Angaben. Sie stehen noch nicht in Ihrem Konto.`,
    submit: 'Speichern und weiter',
    cancel: 'Abbrechen',
    summary: 'Bitte prüfen Sie Ihre Angaben',
    birthDate: {
      hint: 'Zum Beispiel 9 3 1987.',
      unknown: {
        question: 'Tag oder Monat unbekannt?',
        answer: 'Ist der Tag unbekannt, lassen Sie ihn leer. Ist der Monat unbekannt, lassen Sie auch den Tag leer.',
      },
      missing: 'Geben Sie Ihr Geburtsdatum ein.',
      tooManyDays: (month, days) => `Der ${month} hatte nur ${days} Tage.`,
      day: 'Tag',
      month: 'Monat',
      year: 'Jahr',
    },
    hints: {
      givenName: 'Alle Vornamen, wie sie im Ausweis stehen.',
      nationality: 'Kürzel wie im Reisepass, zum Beispiel D für Deutschland.',
      phone: 'Zum Beispiel +49 241 5550100.',
    },
    choose: 'Bitte wählen',
    problems: {
      missing: () => 'Diese Angabe fehlt noch.',
      characters: (character) =>
        `Das Zeichen ${quoted(character)} können wir nicht speichern. Schreiben Sie es bitte anders.`,
      date: () => 'Dieses Datum kann nicht stimmen. Prüfen Sie bitte Tag, Monat und Jahr.',
      'too-long': () => 'Dieser Text ist zu lang. Kürzen Sie ihn bitte.',
      format: () => 'Prüfen Sie bitte die Schreibweise.',
    },
    impossible: {
      title: (count) => (count === 1 ? 'Eine Angabe fehlt in Ihrem Konto' : 'In Ihrem Konto fehlen Angaben'),
      intro: (portal) => `${portalOr(portal, 'Der Dienst')} braucht von Ihnen auch:`,
      meaning: 'Das können Sie hier nicht ergänzen. Darum kann diese Anmeldung nicht zu Ende gehen.',
      canBeRead: 'Wir können sie aus Ihrem Ausweis lesen. Danach geht es hier weiter.',
      wayOut: (portal) =>
        `Erledigen Sie Ihr Anliegen direkt beim Amt. Die Kontaktdaten finden Sie ${portal ? `bei ${quoted(portal)}` : 'im Portal'}.`,
      back: backTo,
    },
  },
  confirm: {
    notMe: (citizen) => `Nicht ${citizen}? Mit anderem Konto anmelden`,
    title: 'Diese Daten weitergeben?',
    signedInAs: (citizen) => ['Sie sind angemeldet als ', strong(citizen), '.'],
    gets: (portal, service) =>
      `${portalOr(portal, 'Der Dienst')} bekommt${service ? ` für ${quoted(service)}` : ''} diese Angaben:`,
    getsLevelOnly: (portal) =>
      `${portalOr(portal, 'Der Dienst')} bekommt keine Angaben zu Ihrer Person. Wir sagen dort nur, wie sicher Ihre Anmeldung ist:`,
    titleWithoutData: (portal) => (portal ? `Ohne Namen weiter zu ${quoted(portal)}?` : 'Ohne Namen weiter?'),
    cancelWithoutData: 'Abbrechen',
    optional: 'Freiwillige Angaben',
    optionalHint: (portal) =>
      `Diese Angaben sind freiwillig. Kreuzen Sie an, was ${portalOr(portal, 'der Dienst')} zusätzlich bekommen soll.`,
    tickAll: 'Alle ankreuzen',
    tickNone: 'Alle Kreuze entfernen',
    origins: {
      'self-declared': () => ({
        group: (count, level) =>
          `${count === 1 ? 'Diese Angabe' : 'Diese Angaben'} haben Sie selbst eingetragen (Niveau ${level}).`,
        rest: (level) => `Wo nichts anderes steht, haben Sie die Angaben selbst eingetragen (Niveau ${level}).`,
        note: (level) => `selbst eingetragen (Niveau ${level})`,
      }),
      eid: () => ({
        group: (count, level) =>
          `${count === 1 ? 'Diese Angabe stammt' : 'Diese Angaben stammen'} aus Ihrem Ausweis (Niveau ${level}).`,
        rest: (level) => `Wo nichts anderes steht, stammen die Angaben aus Ihrem Ausweis (Niveau ${level}).`,
        note: (level) => `aus Ihrem Ausweis (Niveau ${level})`,
      }),
      clerk: () => ({
        group: (count, level) =>
          `${count === 1 ? 'Diese Angabe' : 'Diese Angaben'} hat ein Amt geprüft (Niveau ${level}).`,
        rest: (level) => `Wo nichts anderes steht, hat ein Amt die Angaben geprüft (Niveau ${level}).`,
        note: (level) => `von einem Amt geprüft (Niveau ${level})`,
      }),
      upstream: (account) => ({
        group: (count, level) =>
          `${count === 1 ? 'Diese Angabe stammt' : 'Diese Angaben stammen'} aus ${quoted(account)} (Niveau ${level}).`,
        rest: (level) => `Wo nichts anderes steht, stammen die Angaben aus ${quoted(account)} (Niveau ${level}).`,
        note: (level) => `aus ${quoted(account)} (Niveau ${level})`,
      }),
    },
    identifiedBy: 'So haben Sie sich ausgewiesen',
    levelIs: 'Niveau',
    pseudonym: (withheld) =>
      `Das Portal bekommt außerdem eine Kennnummer, die nur dort gilt. ${
        withheld ?? 'Von Ihren Anmeldungen bei anderen Portalen erfährt es nichts.'
      }`,
    subjectId: {
      label: 'Gemeinsame Kennung',
      value: 'immer dieselbe lange Zeichenfolge',
      meaning: 'Mehrere Portale bekommen dieselbe gemeinsame Kennung. Daran können sie Sie wiedererkennen.',
    },
    remember: 'Nächstes Mal ohne diese Frage weiter',
    rememberHint: (portal) =>
      `Das gilt nur für ${portalOr(portal, 'diesen Dienst')}. Ändern sich die Angaben, fragen wir wieder. Selbst zurücknehmen können Sie es noch nicht.`,
    confirm: 'Bestätigen und weiter',
    cancel: 'Nicht weitergeben',
    keep: {
      question: 'Möchten Sie hier ein Servicekonto haben?',
      meaning: (name) =>
        `Sie kommen mit ${quoted(name)}. Wir speichern nichts davon. Mit einem Servicekonto geht es nächstes Mal schneller.`,
      openAccount: 'Servicekonto anlegen',
      linkAccount: 'Mit meinem Servicekonto verbinden',
    },
    accountMade: 'Ihr Servicekonto ist angelegt. Beim nächsten Mal melden Sie sich wieder genauso an.',
    stays: {
      until: 'Sie bleiben hier angemeldet, bis Sie sich abmelden oder den Browser schließen.',
      sharedDevice: 'An fremden Geräten:',
      logout: 'danach abmelden',
    },
    privacy: (portal) => `Datenschutz bei ${quoted(portal)}`,
    reasons: { purpose: 'Wofür', legalBasis: 'Rechtsgrundlage' },
  },
}
