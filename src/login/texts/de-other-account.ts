import { quoted } from '../../ui/texts/de.js'
import type { OtherAccountTexts, UnlinkedTexts } from './messages.js'

/** German texts about other accounts. */
export const otherAccount: OtherAccountTexts = {
  linkOrCreate: (name) => linkOrCreate(name),
  proveAccount: (name) => ({
    title: 'Mit welchem Konto verbinden?',
    intro: `Melden Sie sich einmal mit diesem Konto an. Danach gilt auch ${quoted(name)} dafür.`,
  }),
  gaveUp: {
    declined: (name) =>
      `Bei ${quoted(name)} wurden Sie nicht angemeldet. Versuchen Sie es noch einmal, oder nehmen Sie eine andere Anmeldeart.`,
    level: (name) =>
      `${quoted(name)} erreicht hier nicht das nötige Vertrauensniveau. Nehmen Sie bitte eine andere Anmeldeart.`,
    'not-possible': (name) =>
      `Mit ${quoted(name)} geht es gerade nicht. Versuchen Sie es später noch einmal, oder nehmen Sie eine andere Anmeldeart.`,
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
    intro: () => `Sie kommen mit ${named}. Damit ist noch kein Servicekonto verbunden.`,
  },
  renewed: {
    title: 'Sie haben schon ein Konto',
    intro: () => `Sie kommen mit ${named}. Es gibt schon ein Servicekonto von Ihnen.`,
  },
  'signed-in': {
    title: `${named} mit Ihrem Konto verbinden?`,
    intro: (citizen) =>
      `${citizen ? `Sie sind angemeldet als ${citizen}. ` : ''}Mit ${named} ist noch kein Servicekonto verbunden.`,
  },
  'another-person': {
    title: `${named} passt nicht zum Konto`,
    intro: () =>
      'Name oder Geburtsdatum sind andere als im Konto. Wir haben nichts verbunden und nichts weitergegeben.',
  },
})

const choicesOf = (named: string): UnlinkedTexts['choices'] => ({
  'open-account': {
    label: () => 'Konto anlegen',
    hint: () => `Wir speichern, was ${named} von Ihnen mitteilt. Nächstes Mal geht es schneller.`,
  },
  'link-account': {
    label: () => 'Mit meinem Konto verbinden',
    hint: () => 'Sie haben schon ein Servicekonto. Melden Sie sich gleich einmal damit an.',
  },
  'link-session': {
    label: (_portal, citizen) => (citizen ? `Mit dem Konto von ${citizen} verbinden` : 'Mit diesem Konto verbinden'),
    hint: () => `Danach können Sie sich auch mit ${named} anmelden.`,
  },
  'link-renewed': {
    label: () => 'Für dieses Konto übernehmen',
    hint: () => `Danach können Sie sich auch mit ${named} anmelden.`,
  },
  temporary: {
    label: () => 'Ohne Konto weiter',
    hint: (portal) =>
      `${portal ? quoted(portal) : 'Der Dienst'} bekommt die nötigen Angaben. Wir speichern nichts davon.`,
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
    label: (portal) => (portal ? `Abbrechen und zurück zu ${quoted(portal)}` : 'Abbrechen'),
    hint: () => 'Wir speichern nichts und geben nichts weiter.',
  },
})

const changedNameOf = (named: string): UnlinkedTexts['changedName'] => ({
  question: 'Haben Sie geheiratet, oder heißen Sie jetzt anders?',
  why: `Im Konto steht dann noch Ihr früherer Name. Darum können wir ${named} nicht damit verbinden.`,
  goOn: (citizen) =>
    `Mit ${named} allein geht es weiter: Wählen Sie „${citizen ? `${citizen} abmelden` : 'Abmelden'}“.`,
  beginAnew: `Brechen Sie ab, und melden Sie sich im Portal neu an: Nehmen Sie dann ${named} allein.`,
})
