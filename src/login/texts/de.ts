import { otherAccount } from './de-other-account.js'
import { backTo, portalOr, quoted } from '../../ui/texts/de.js'
import { lowerFirst } from '../../ui/texts/lower-first.js'
import { strong } from '../../ui/texts/messages.js'
import { release } from './de-release.js'
import type { LoginTexts, Place } from './messages.js'

const AT = { service: 'Für diesen Dienst', 'own-account': 'Hier' } as const

const enough = (at: Place, which: 'all' | 'some' | 'one'): string =>
  ({
    all: `${AT[at]} können Sie jede Anmeldeart nehmen.`,
    some: `${AT[at]} reichen diese Anmeldearten.`,
    one: `${AT[at]} reicht diese Anmeldeart.`,
  })[which]

/** German texts of the pages of a login. */
export const de: LoginTexts = {
  unsolicited: {
    title: (portal) => `Bei ${quoted(portal)} anmelden?`,
    what: (portal) =>
      `Sie melden sich hier an und gehen dann zu ${quoted(portal)}. Vorher sehen Sie, welche Daten es bekommt.`,
    begin: 'Weiter',
  },
  methodChoice: {
    title: 'Wie möchten Sie sich anmelden?',
    sessionEnded: 'Zu Ihrer Sicherheit ist Ihre Sitzung zu Ende: Melden Sie sich bitte noch einmal an.',
    signedIn: (citizen) => [citizen === '' ? 'Sie sind angemeldet' : 'Sie sind angemeldet als ', strong(citizen), '.'],
    onceMore: 'Weisen Sie sich hier bitte noch einmal aus.',
    notEnough: (at, method, by) =>
      `${AT[at]} reicht ${quoted(method)} nicht. ${
        by === null ? 'Bitte nehmen Sie eine dieser Anmeldearten.' : `Bitte weisen Sie sich ${by} aus.`
      }`,
    toDo: {
      basis: enough,
      normal: enough,
      substantiell: (at) => `${AT[at]} brauchen Sie zwei Dinge, zum Beispiel Smartphone und PIN.`,
      hoch: (at) => `${AT[at]} brauchen Sie Ihren Ausweis mit Online-Funktion.`,
    },
    named: quoted,
    aboutLevels: {
      question: 'Was heißt Vertrauensniveau?',
      needs: (at, level) => [
        at === 'service' ? 'Dieser Dienst braucht das Vertrauensniveau ' : 'Hier brauchen Sie das Vertrauensniveau ',
        strong(level),
        '.',
      ],
      meaning:
        'Das Vertrauensniveau sagt, wie sicher feststeht, wer Sie sind. Es gibt vier: basis, normal, substantiell und hoch.',
    },
    thenBack: (portal) => `Danach geht es automatisch zurück zu ${quoted(portal)}.`,
    thenAccount: 'Danach geht es in Ihrem Konto weiter.',
    lastUsed: 'Zuletzt auf diesem Gerät benutzt',
    pausedUntil: (time) => `Pause bis ${time}\u00a0Uhr`,
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
      'no-proxy': ({ portal }) =>
        `${portalOr(portal, 'Der Dienst')} lässt keine Anmeldung mit einem anderen Nutzerkonto zu.`,
      'level-refused': ({ method }) =>
        `${quoted(method)} hat gerade mitgeteilt: Das nötige Vertrauensniveau ist dort nicht möglich.`,
      'switched-off': () => 'Diese Anmeldeart haben wir vorübergehend abgeschaltet.',
    },
    wayElsewhere: (count) =>
      count === 1 ? 'Nehmen Sie bitte die Anmeldeart oben.' : 'Nehmen Sie bitte eine der Anmeldearten oben.',
    wayNowhere: 'Eine andere Anmeldeart gibt es hier noch nicht.',
    wayLater: 'Versuchen Sie es bitte später noch einmal.',
    wayOnceWorking: (method) => `Das geht erst wieder, wenn ${lowerFirst(method)} funktioniert.`,
    cancel: (portal) => (portal ? `Abbrechen und zurück zu ${quoted(portal)}` : 'Abbrechen'),
    toPageOf: (portal) => `Zur Seite von ${quoted(portal)}`,
    nothing: {
      title: 'Hier reicht zurzeit keine Anmeldeart aus',
      noneReaches: (at) =>
        at === 'service'
          ? 'Was dieser Dienst braucht, können Sie hier zurzeit mit keiner Anmeldeart erreichen.'
          : 'Was Sie dafür brauchen, können Sie hier zurzeit mit keiner Anmeldeart erreichen.',
      unreachable: 'Dieser Dienst verlangt ein höheres Vertrauensniveau, als es überhaupt gibt.',
      notYourFault: 'Sie haben nichts falsch gemacht.',
      whatToDo: 'Das können Sie tun',
      down: {
        title: (methods) =>
          methods.length === 1
            ? `${methods[0]} funktioniert gerade nicht`
            : 'Diese Anmeldearten funktionieren gerade nicht',
        notYou: 'Das liegt nicht an Ihnen. Versuchen Sie es bitte später noch einmal.',
      },
      office: (portal) =>
        `Erledigen Sie Ihr Anliegen direkt beim Amt. Die Kontaktdaten finden Sie ${portal ? `bei ${quoted(portal)}` : 'im Portal'}.`,
      back: backTo,
    },
  },
  otherAccount,
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
    changedName: {
      question: 'Haben Sie geheiratet, oder heißen Sie jetzt anders?',
      why: 'Im Konto steht dann noch Ihr früherer Name. Darum können wir den neuen Ausweis nicht damit verbinden.',
      goOn: (name) => `Mit dem Ausweis allein geht es weiter: Wählen Sie „${name ? `${name} abmelden` : 'Abmelden'}“.`,
      beginAnew: 'Brechen Sie ab, und melden Sie sich im Portal neu an: Nehmen Sie dann den Ausweis allein.',
    },
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
  leave: { title: (name) => `Sie werden zu ${quoted(name)} weitergeleitet` },
  handOver: {
    title: (portal) =>
      portal ? `Sie werden zu ${quoted(portal)} zurückgeleitet` : 'Sie werden zum Portal zurückgeleitet',
    intro: 'Geht es nicht gleich von selbst weiter? Drücken Sie bitte auf „Weiter“.',
    withoutScript: 'Ihr Browser führt kein JavaScript aus: Von selbst geht es darum nicht.',
    soon: 'Bitte drücken Sie innerhalb einer Minute.',
    submit: () => 'Weiter',
    notices: {
      'proof-gone': {
        title: () => 'Ihre Anmeldung ist nicht mehr möglich',
        intro: 'Ihr Konto wurde gerade gelöscht, oder diese Anmeldeart wurde gesperrt. Wir haben nichts weitergegeben.',
        submit: (portal) => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück zum Portal'),
      },
      'account-blocked': {
        title: () => 'Ihr Konto ist gesperrt',
        intro:
          'Mit diesem Konto kann sich zurzeit niemand anmelden. Wir haben nichts weitergegeben. Bitte wenden Sie sich an die Hotline.',
        submit: (portal) => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück zum Portal'),
      },
    },
  },
}
