import { portalOr, quoted } from '../../ui/texts/de.js'
import { lines } from '../../ui/texts/lines.js'
import type { OtherAccountTexts, UnlinkedTexts } from './messages.js'

/** Texts about other accounts in Leichte Sprache. */
export const otherAccount: OtherAccountTexts = {
  linkOrCreate: (name) => linkOrCreate(name),
  proveAccount: (name) => ({
    title: 'Mit welchem Konto verbinden?',
    intro: lines('Melden Sie sich einmal mit diesem Konto an.', `Danach gehört ${quoted(name)} dazu.`),
  }),
  gaveUp: {
    declined: (name) =>
      lines(
        `Die Anmeldung bei ${quoted(name)} hat nicht geklappt.`,
        'Versuchen Sie es noch einmal.',
        'Oder nehmen Sie eine andere Anmeldung.',
      ),
    level: (name) => lines(`${quoted(name)} ist hier nicht sicher genug.`, 'Bitte nehmen Sie eine andere Anmeldung.'),
    'not-possible': (name) =>
      lines(
        `${quoted(name)} geht gerade nicht.`,
        'Versuchen Sie es später noch einmal.',
        'Oder nehmen Sie eine andere Anmeldung.',
      ),
  },
}

const linkOrCreate = (name: string): UnlinkedTexts => ({
  situations: situationsOf(quoted(name)),
  choices: choicesOf(quoted(name)),
  readAgain: 'Dafür melden Sie sich dort noch einmal an.',
  changedName: changedNameOf(quoted(name)),
})

const situationsOf = (named: string): UnlinkedTexts['situations'] => ({
  unknown: {
    title: 'Wie möchten Sie weitermachen?',
    intro: () => lines(`Sie kommen mit ${named}.`, 'Damit gibt es noch kein Service-Konto.'),
  },
  renewed: {
    title: 'Sie haben schon ein Konto',
    intro: () => lines(`Sie kommen mit ${named}.`, 'Sie haben schon ein Service-Konto.'),
  },
  'signed-in': {
    title: `${named} mit Ihrem Konto verbinden?`,
    intro: (citizen) =>
      lines(
        ...(citizen ? [`Sie sind angemeldet als ${citizen}.`] : []),
        `Mit ${named} gibt es noch kein Service-Konto.`,
      ),
  },
  'another-person': {
    title: `${named} passt nicht zum Konto`,
    intro: () =>
      lines(
        'Im Konto steht ein anderer Name.',
        'Oder im Konto steht ein anderes Geburts-Datum.',
        'Wir haben nichts verbunden.',
        'Wir haben nichts weitergegeben.',
      ),
  },
})

const choicesOf = (named: string): UnlinkedTexts['choices'] => ({
  'open-account': {
    label: () => 'Neues Konto machen',
    hint: () => lines(`Wir speichern Ihre Daten von ${named}.`, 'Nächstes Mal geht es dann schneller.'),
  },
  'link-account': {
    label: () => 'Mit meinem Konto verbinden',
    hint: () => lines('Sie haben schon ein Service-Konto?', 'Dann melden Sie sich gleich einmal damit an.'),
  },
  'link-session': {
    label: (_portal, citizen) => (citizen ? `Mit dem Konto von ${citizen} verbinden` : 'Mit diesem Konto verbinden'),
    hint: () => `Danach können Sie sich auch mit ${named} anmelden.`,
  },
  'link-renewed': {
    label: () => 'Für dieses Konto nehmen',
    hint: () => `Danach können Sie sich auch mit ${named} anmelden.`,
  },
  temporary: {
    label: () => 'Ohne Konto weiter',
    hint: (portal) =>
      lines(`${portalOr(portal, 'Der Dienst')} bekommt die Daten, die nötig sind.`, 'Wir speichern davon nichts.'),
  },
  'leave-account': {
    label: (_portal, citizen) => (citizen ? `${citizen} abmelden` : 'Abmelden'),
    hint: () => `Danach geht es mit ${named} weiter.`,
  },
  back: {
    label: (_portal, citizen) => (citizen ? `Angemeldet bleiben als ${citizen}` : 'Zurück'),
    hint: () => `${named} brauchen Sie dann gerade nicht.`,
  },
  cancel: {
    label: (portal) => (portal ? `Aufhören und zurück zu ${quoted(portal)}` : 'Aufhören'),
    hint: () => lines('Wir speichern nichts.', 'Wir geben nichts weiter.'),
  },
})

const changedNameOf = (named: string): UnlinkedTexts['changedName'] => ({
  question: 'Heißen Sie jetzt anders?',
  why: lines(
    'Vielleicht haben Sie geheiratet.',
    'Im Konto steht dann noch Ihr früherer Name.',
    `Darum passt ${named} nicht zum Konto.`,
  ),
  goOn: (citizen) =>
    lines(
      `Mit ${named} allein geht es weiter.`,
      `Klicken Sie dafür auf: ${citizen ? `${citizen} abmelden` : 'Abmelden'}`,
    ),
  beginAnew: lines('Hören Sie hier auf.', 'Fangen Sie die Anmeldung dann neu an.', `Nehmen Sie dabei nur ${named}.`),
})
