import { backTo, portalOr, quoted } from '../../ui/texts/de.js'
import { strong } from '../../ui/texts/messages.js'
import type { ReleaseTexts, LoginTexts } from './messages.js'

/** German texts about what a portal gets, and what it still needs. */
const release: ReleaseTexts = {
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
      hint: 'Zum Beispiel 9 3 1987. Ist der Tag unbekannt, lassen Sie ihn leer. Ist der Monat unbekannt, lassen Sie auch den Tag leer.',
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
      `${portalOr(portal, 'Der Dienst')} bekommt keine Angaben zu Ihrer Person, nur das Vertrauensniveau:`,
    optional: 'Freiwillige Angaben',
    optionalHint: 'Nehmen Sie den Haken weg, wenn Sie eine Angabe nicht weitergeben möchten.',
    selfDeclared: 'Niveau basis, selbst angegeben',
    atLevel: (level) => `Niveau ${level}`,
    pseudonym: (withheld) =>
      `Das Portal bekommt außerdem eine Kennnummer, die nur dort gilt. ${
        withheld ?? 'Von Ihren Anmeldungen bei anderen Portalen erfährt es nichts.'
      }`,
    remember: 'Nächstes Mal ohne diese Frage weiter',
    rememberHint: (portal) =>
      `Das gilt nur für ${portalOr(portal, 'diesen Dienst')}. Ändern sich die Angaben, fragen wir wieder.`,
    confirm: 'Bestätigen und weiter',
    cancel: 'Nicht weitergeben',
    privacy: (portal) => `Datenschutz bei ${quoted(portal)}`,
  },
}

const ENOUGH = {
  all: 'Alle Anmeldearten reichen dafür.',
  some: 'Diese Anmeldearten reichen dafür.',
  one: 'Diese Anmeldeart reicht dafür.',
} as const
const enough = (which: keyof typeof ENOUGH): string => ENOUGH[which]

/** German texts of the pages of a login. */
export const de: LoginTexts = {
  methodChoice: {
    title: 'Wie möchten Sie sich anmelden?',
    sessionEnded: 'Zu Ihrer Sicherheit ist Ihre Sitzung zu Ende: Melden Sie sich bitte noch einmal an.',
    signedIn: (citizen) => [
      citizen === '' ? 'Sie sind angemeldet' : 'Sie sind angemeldet als ',
      strong(citizen),
      '. Weisen Sie sich hier bitte noch einmal aus.',
    ],
    needs: (level) => ['Dieser Dienst braucht das Vertrauensniveau ', strong(level), '.'],
    needsHere: (level) => ['Hier brauchen Sie das Vertrauensniveau ', strong(level), '.'],
    explains: {
      basis: enough,
      normal: enough,
      substantiell: () => 'Das heißt: Sie weisen sich mit zwei Dingen aus, zum Beispiel mit Smartphone und PIN.',
      hoch: () => 'Dafür brauchen Sie einen Ausweis mit Online-Funktion.',
    },
    thenBack: (portal) => `Danach geht es automatisch zurück zu ${quoted(portal)}.`,
    thenAccount: 'Danach geht es in Ihrem Konto weiter.',
    lastUsed: 'Zuletzt auf diesem Gerät benutzt',
    whyMissing: (method) => `Warum fehlt ${quoted(method)}?`,
    missing: {
      'level-too-low': ({ method, reaches }) => [
        `${quoted(method)} erreicht hier nur das Niveau `,
        strong(reaches),
        '. Für diesen Dienst reicht das nicht.',
      ],
      'not-allowed-by-service': ({ portal }) => `${portalOr(portal, 'Der Dienst')} lässt diese Anmeldeart nicht zu.`,
      blocked: () => 'Diese Anmeldeart ist in Ihrem Konto gesperrt.',
      'not-working': () => 'Diese Anmeldeart funktioniert gerade nicht.',
    },
    wayElsewhere: (count) =>
      count === 1 ? 'Nehmen Sie bitte die Anmeldeart oben.' : 'Nehmen Sie bitte eine der Anmeldearten oben.',
    wayNowhere: 'Eine andere Anmeldeart gibt es hier noch nicht.',
    wayLater: 'Versuchen Sie es bitte später noch einmal.',
    cancel: (portal) => (portal ? `Abbrechen und zurück zu ${quoted(portal)}` : 'Abbrechen'),
    nothing: {
      title: 'Hier reicht zurzeit keine Anmeldeart aus',
      noneReaches: 'Dieses Niveau können Sie hier zurzeit mit keiner Anmeldeart erreichen.',
      unreachable: 'Dieser Dienst verlangt ein höheres Vertrauensniveau, als es überhaupt gibt.',
      notYourFault: 'Sie haben nichts falsch gemacht.',
      whatToDo: 'Das können Sie tun',
      later: (method) => `${quoted(method)} funktioniert gerade nicht. Versuchen Sie es bitte später noch einmal.`,
      office: (portal) =>
        `Erledigen Sie Ihr Anliegen direkt beim Amt. Die Kontaktdaten finden Sie ${portal ? `bei ${quoted(portal)}` : 'im Portal'}.`,
      back: backTo,
    },
  },
  linkOrCreateAccount: {
    situations: {
      unknown: {
        title: 'Wie möchten Sie weitermachen?',
        intro: () => 'Ihr Ausweis ist geprüft. Er gehört noch zu keinem Servicekonto.',
      },
      renewed: {
        title: 'Sie haben schon ein Konto',
        intro: () => 'Ihr Ausweis ist geprüft. Zu einem früheren Ausweis von Ihnen gibt es schon ein Servicekonto.',
      },
      'signed-in': {
        title: 'Ausweis mit Ihrem Konto verbinden?',
        intro: (name) =>
          `${name ? `Sie sind angemeldet als ${name}. ` : ''}Dieser Ausweis gehört noch zu keinem Servicekonto.`,
      },
      'another-person': {
        title: 'Dieser Ausweis passt nicht zum Konto',
        intro: () =>
          'Name oder Geburtsdatum sind andere als im Konto. Wir haben nichts verbunden und nichts weitergegeben.',
      },
    },
    choices: {
      'open-account': {
        label: () => 'Konto anlegen',
        hint: () =>
          'Wir speichern aus Ihrem Ausweis: Namen, Geburtsdatum, Geburtsort und Anschrift. Nächstes Mal geht es schneller.',
      },
      'link-account': {
        label: () => 'Mit meinem Konto verbinden',
        hint: () => 'Sie haben schon ein Servicekonto. Melden Sie sich gleich einmal damit an.',
      },
      'link-session': {
        label: (_portal, name) => (name ? `Mit dem Konto von ${name} verbinden` : 'Mit diesem Konto verbinden'),
        hint: () =>
          'Danach können Sie sich auch mit dem Ausweis anmelden. Name und Geburtsdatum müssen übereinstimmen.',
      },
      'link-renewed': {
        label: () => 'Neuen Ausweis übernehmen',
        hint: () => 'Ihr neuer Ausweis gilt dann für dieses Konto. Die Anschrift nehmen wir vom neuen Ausweis.',
      },
      temporary: {
        label: () => 'Ohne Konto weiter',
        hint: (portal) =>
          `${portal ? quoted(portal) : 'Der Dienst'} bekommt die nötigen Angaben. Wir speichern nichts davon.`,
      },
      'leave-account': {
        label: (_portal, name) => (name ? `${name} abmelden` : 'Abmelden'),
        hint: () => 'Danach geht es mit dem Ausweis weiter.',
      },
      back: {
        label: (_portal, name) => (name ? `Angemeldet bleiben als ${name}` : 'Zurück'),
        hint: () => 'Den Ausweis brauchen Sie dann gerade nicht.',
      },
      cancel: {
        label: (portal) => (portal ? `Abbrechen und zurück zu ${quoted(portal)}` : 'Abbrechen'),
        hint: () => 'Wir speichern nichts und geben nichts weiter.',
      },
    },
    readAgain: 'Dafür lesen wir Ihren Ausweis noch einmal.',
  },
  proveAccount: {
    title: 'Mit welchem Konto verbinden?',
    intro: 'Melden Sie sich einmal mit diesem Konto an. Danach gilt auch Ihr Ausweis dafür.',
  },
  reviewMethods: {
    title: 'Sind das Ihre Anmeldearten?',
    intro: (level) => [
      'Ihr Konto hat jetzt das Vertrauensniveau ',
      strong(level),
      '. Kreuzen Sie nur an, was Sie selbst eingerichtet haben. Alles andere gilt so wie bisher.',
    ],
    legend: 'Bisher eingerichtet',
    since: (day) => `seit ${day}`,
    contacts: 'Hier erreichen wir Sie',
    contactsHint: 'Stimmt das nicht? Wenden Sie sich bitte an den Support.',
    submit: 'Weiter',
  },
  ...release,
  accountSwitch: {
    title: 'Mit welchem Konto möchten Sie weitermachen?',
    intro: (current, other) => [
      'Sie sind noch angemeldet als ',
      strong(current),
      '. Gerade haben Sie sich aber ausgewiesen als ',
      strong(other),
      '.',
    ],
    nothingReleased: 'Bisher haben wir nichts weitergegeben.',
    consequence: (current) => `Wenn Sie wechseln, melden wir ${current} hier ab.`,
    goOn: (other) => `Weiter als ${other}`,
    back: (current) => `Angemeldet bleiben als ${current}`,
  },
  handOver: {
    title: (portal) =>
      portal ? `Sie werden zu ${quoted(portal)} zurückgeleitet` : 'Sie werden zum Portal zurückgeleitet',
    intro: 'Das geht von selbst. Wenn nicht, drücken Sie bitte auf „Weiter“.',
    submit: () => 'Weiter',
    notices: {
      'proof-gone': {
        title: () => 'Ihre Anmeldung ist nicht mehr möglich',
        intro: 'Ihr Konto wurde gerade gelöscht, oder diese Anmeldeart wurde gesperrt. Wir haben nichts weitergegeben.',
        submit: (portal) => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück zum Portal'),
      },
    },
  },
}
