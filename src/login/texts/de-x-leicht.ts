import { otherAccount } from './de-x-leicht-other-account.js'
import { backTo, portalOr, quoted } from '../../ui/texts/de.js'
import { lines } from '../../ui/texts/lines.js'
import { lowerFirst } from '../../ui/texts/lower-first.js'
import { strong } from '../../ui/texts/messages.js'
import { office, release } from './de-x-leicht-release.js'
import type { LoginTexts, Place } from './messages.js'

const stop = 'Aufhören'
const innocent = 'Sie haben alles richtig gemacht.'

const ways = (_at: Place, which: 'all' | 'some' | 'one'): string =>
  which === 'one'
    ? 'Hier können Sie sich nur auf eine Art anmelden.'
    : lines('Hier gibt es mehrere Anmeldungen.', 'Wählen Sie bitte eine davon.')

/** The pages of a login in Leichte Sprache. A draft: an operator has it approved by a testing group. */
export const easy: LoginTexts = {
  unsolicited: {
    title: (portal) => `Bei ${quoted(portal)} anmelden?`,
    what: (portal) =>
      lines('Sie melden sich hier an.', `Dann kommen Sie zu ${quoted(portal)}.`, 'Vorher zeigen wir Ihnen die Daten.'),
    begin: 'Weiter',
  },
  methodChoice: {
    title: 'Wie möchten Sie sich anmelden?',
    sessionEnded: lines('Wir haben Sie abgemeldet.', 'So schützen wir Sie.', 'Melden Sie sich bitte noch einmal an.'),
    signedIn: (citizen) => [citizen === '' ? 'Sie sind angemeldet' : 'Sie sind angemeldet als ', strong(citizen), '.'],
    onceMore: 'Zeigen Sie bitte noch einmal, wer Sie sind.',
    notEnough: (_at, method, by) =>
      lines(
        `Aber ${quoted(method)} reicht hier nicht.`,
        by === null ? 'Nehmen Sie bitte eine Anmeldung von dieser Liste.' : `Zeigen Sie bitte ${by}, wer Sie sind.`,
      ),
    toDo: {
      basis: ways,
      normal: ways,
      substantiell: () =>
        lines('Hier brauchen Sie 2 Dinge.', 'Zum Beispiel Ihr Handy und Ihre PIN.', 'Eine PIN ist eine Geheim-Nummer.'),
      hoch: () => lines('Hier brauchen Sie Ihren Ausweis.', 'Der Ausweis muss die Online-Funktion haben.'),
    },
    named: quoted,
    aboutLevels: {
      question: 'Was heißt Vertrauens-Niveau?',
      needs: (_at, level) => ['Hier brauchen Sie das Vertrauens-Niveau ', strong(level), '.'],
      meaning: lines(
        'Das Vertrauens-Niveau sagt: So sicher wissen wir, wer Sie sind.',
        'Es gibt 4 Stufen.',
        'Die Stufe basis ist am wenigsten sicher.',
        'Danach kommt normal.',
        'Danach kommt substantiell.',
        'Substantiell heißt: ziemlich sicher.',
        'Die Stufe hoch ist am sichersten.',
      ),
    },
    thenBack: (portal) => `Danach geht es zurück zu ${quoted(portal)}.`,
    thenAccount: 'Danach geht es in Ihrem Konto weiter.',
    lastUsed: 'So haben Sie sich hier zuletzt angemeldet',
    pausedUntil: (time) => `Pause bis ${time}\u00a0Uhr`,
    whyMissing: (method) => `Warum fehlt hier ${quoted(method)}?`,
    missing: {
      'level-too-low': ({ method, reaches }) => [
        `${quoted(method)} hat hier nur das Niveau `,
        strong(reaches),
        `.\nDas reicht hier nicht.`,
      ],
      'not-allowed-by-service': ({ portal }) => `${portalOr(portal, 'Der Dienst')} erlaubt diese Anmeldung nicht.`,
      blocked: () => 'Diese Anmeldung ist in Ihrem Konto gesperrt.',
      'not-working': () => 'Diese Anmeldung geht gerade nicht.',
      'no-proxy': ({ portal }) => `${portalOr(portal, 'Der Dienst')} erlaubt kein anderes Konto.`,
      'level-refused': ({ method }) => `${quoted(method)} ist hier nicht sicher genug.`,
      'switched-off': () => 'Diese Anmeldung haben wir gerade ausgeschaltet.',
    },
    wayElsewhere: (count) =>
      count === 1 ? 'Nehmen Sie bitte die Anmeldung oben.' : 'Nehmen Sie bitte eine Anmeldung von oben.',
    wayNowhere: 'Eine andere Anmeldung gibt es hier noch nicht.',
    wayLater: 'Versuchen Sie es bitte später noch einmal.',
    wayOnceWorking: (method) => `Warten Sie bitte, bis ${lowerFirst(method)} wieder geht.`,
    cancel: (portal) => (portal ? `Aufhören und zurück zu ${quoted(portal)}` : stop),
    toPageOf: (portal) => `Zur Seite von ${quoted(portal)}`,
    nothing: {
      title: 'Hier reicht gerade keine Anmeldung',
      noneReaches: () => 'Keine Anmeldung ist hier sicher genug.',
      unreachable: 'Dieser Dienst verlangt mehr Sicherheit, als es gibt.',
      notYourFault: innocent,
      whatToDo: 'Das können Sie tun',
      down: {
        title: (methods) => (methods.length === 1 ? `${methods[0]} geht gerade nicht` : 'Das geht gerade nicht'),
        notYou: lines(innocent, 'Versuchen Sie es bitte später noch einmal.'),
      },
      office,
      back: backTo,
    },
  },
  otherAccount,
  linkOrCreateAccount: {
    situations: {
      unknown: {
        title: 'Wie möchten Sie weitermachen?',
        intro: () => lines('Wir haben Ihren Ausweis geprüft.', 'Mit diesem Ausweis gibt es noch kein Service-Konto.'),
      },
      renewed: {
        title: 'Sie haben schon ein Konto',
        intro: () => lines('Wir haben Ihren Ausweis geprüft.', 'Ihr Konto gehört noch zu einem früheren Ausweis.'),
      },
      'signed-in': {
        title: 'Ausweis mit Ihrem Konto verbinden?',
        intro: (name) =>
          lines(
            ...(name ? [`Sie sind angemeldet als ${name}.`] : []),
            'Mit diesem Ausweis gibt es noch kein Service-Konto.',
          ),
      },
      'another-person': {
        title: 'Dieser Ausweis passt nicht zum Konto',
        intro: () =>
          lines(
            'Im Konto steht ein anderer Name.',
            'Oder im Konto steht ein anderes Geburts-Datum.',
            'Wir haben nichts verbunden.',
            'Wir haben nichts weitergegeben.',
          ),
      },
    },
    choices: {
      'open-account': {
        label: () => 'Neues Konto machen',
        hint: () =>
          lines(
            'Wir speichern Daten aus Ihrem Ausweis.',
            'Diese Daten sind: Namen, Geburts-Datum, Geburts-Ort und Adresse.',
            'Nächstes Mal geht es dann schneller.',
          ),
      },
      'link-account': {
        label: () => 'Mit meinem Konto verbinden',
        hint: () => lines('Sie haben schon ein Service-Konto?', 'Dann melden Sie sich gleich einmal damit an.'),
      },
      'link-session': {
        label: (_portal, name) => (name ? `Mit dem Konto von ${name} verbinden` : 'Mit diesem Konto verbinden'),
        hint: () =>
          lines(
            'Danach können Sie sich auch mit dem Ausweis anmelden.',
            'Der Name und das Geburts-Datum müssen gleich sein.',
          ),
      },
      'link-renewed': {
        label: () => 'Neuen Ausweis für das Konto nehmen',
        hint: () =>
          lines('Ihr neuer Ausweis gilt dann für dieses Konto.', 'Wir speichern die Adresse vom neuen Ausweis.'),
      },
      temporary: {
        label: () => 'Ohne Konto weiter',
        hint: (portal) =>
          lines(`${portalOr(portal, 'Der Dienst')} bekommt die Daten, die nötig sind.`, 'Wir speichern davon nichts.'),
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
        label: (portal) => (portal ? `Aufhören und zurück zu ${quoted(portal)}` : stop),
        hint: () => lines('Wir speichern nichts.', 'Wir geben nichts weiter.'),
      },
    },
    readAgain: 'Dafür lesen wir Ihren Ausweis noch einmal.',
    changedName: {
      question: 'Heißen Sie jetzt anders?',
      why: lines(
        'Vielleicht haben Sie geheiratet.',
        'Im Konto steht dann noch Ihr früherer Name.',
        'Darum passt der neue Ausweis nicht zum Konto.',
      ),
      goOn: (name) =>
        lines(
          'Mit dem Ausweis allein geht es weiter.',
          `Klicken Sie dafür auf: ${name ? `${name} abmelden` : 'Abmelden'}`,
        ),
      beginAnew: lines(
        'Hören Sie hier auf.',
        'Fangen Sie die Anmeldung dann neu an.',
        'Nehmen Sie dabei nur den Ausweis.',
      ),
    },
  },
  proveAccount: {
    title: 'Mit welchem Konto verbinden?',
    intro: lines('Melden Sie sich einmal mit diesem Konto an.', 'Danach gehört Ihr Ausweis dazu.'),
  },
  reviewMethods: {
    title: 'Gehört das alles Ihnen?',
    intro: (level) => [
      'Ihr Konto hat jetzt das Vertrauens-Niveau ',
      strong(level),
      `.\n${lines(
        'Das heißt: So sicher wissen wir, wer Sie sind.',
        'Unten stehen Ihre Anmeldungen.',
        'Haben Sie eine davon selbst eingerichtet?',
        'Dann machen Sie dort ein Kreuz.',
        'Ohne Kreuz gilt die Anmeldung so wie bisher.',
      )}`,
    ],
    legend: 'Diese Anmeldungen gibt es schon',
    since: (day) => `seit ${day}`,
    contacts: 'So erreichen wir Sie',
    contactsHint: lines('Ist das falsch?', 'Dann sagen Sie es bitte dem Support.', 'Der Support ist unsere Hilfe.'),
    submit: 'Weiter',
  },
  ...release,
  accountSwitch: {
    title: 'Mit welchem Konto geht es weiter?',
    intro: (current, other) => [
      'Sie sind noch angemeldet als ',
      strong(current),
      '.\nAber gerade haben Sie sich ausgewiesen als ',
      strong(other),
      '.',
    ],
    nothingReleased: 'Wir haben noch nichts weitergegeben.',
    consequence: (current) => lines('Möchten Sie das Konto wechseln?', `Dann melden wir ${current} hier ab.`),
    goOn: (other) => `Weiter als ${other}`,
    back: (current) => `Angemeldet bleiben als ${current}`,
  },
  leave: { title: (name) => `Es geht weiter zu ${quoted(name)}` },
  handOver: {
    title: (portal) => (portal ? `Es geht zurück zu ${quoted(portal)}` : 'Es geht zurück'),
    intro: lines('Vielleicht geht es nicht gleich weiter.', 'Dann klicken Sie bitte auf: Weiter'),
    withoutScript: lines('In Ihrem Browser ist JavaScript aus.', 'Darum geht es nicht von selbst weiter.'),
    soon: lines('Klicken Sie bitte gleich.', 'Sie haben eine Minute Zeit.'),
    submit: () => 'Weiter',
    notices: {
      'proof-gone': {
        title: () => 'Ihre Anmeldung geht nicht mehr',
        intro: lines(
          'Ihr Konto ist gerade gelöscht worden.',
          'Oder diese Anmeldung ist gerade gesperrt worden.',
          'Wir haben nichts weitergegeben.',
        ),
        submit: (portal) => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück'),
      },
      'account-blocked': {
        title: () => 'Ihr Konto ist gesperrt',
        intro: lines(
          'Niemand kann sich gerade mit diesem Konto anmelden.',
          'Wir haben nichts weitergegeben.',
          'Bitte rufen Sie die Hotline an.',
        ),
        submit: (portal) => (portal ? `Zurück zu ${quoted(portal)}` : 'Zurück'),
      },
    },
  },
}
