import { lines } from '../../ui/texts/lines.js'
import type { AccountTexts } from './messages.js'
import { de } from './de.js'

/** The start page in Leichte Sprache. A draft: an operator has it approved by a testing group. */
export const easy: AccountTexts = {
  ...de,
  start: {
    title: 'Start-Seite in Leichter Sprache',
    heading: () => 'Das ist das Service-Konto',
    what: lines(
      'Mit dem Service-Konto können Sie sich im Internet ausweisen.',
      'Ausweisen heißt: Sie zeigen, wer Sie sind.',
      'Zum Beispiel: Sie wollen einen Park-Ausweis.',
      'Dann fragt die Stadt: Wer sind Sie?',
      'Das Service-Konto antwortet für Sie.',
      'Aber nur, wenn Sie Ja sagen.',
    ),
    beginsAtPortal: 'Sie fangen immer auf der Internet-Seite von Ihrer Stadt an.',
    stepsHeading: 'So melden Sie sich an',
    steps: [
      'Gehen Sie auf die Internet-Seite von Ihrer Stadt.',
      lines('Dort steht das Wort: Anmelden.', 'Klicken Sie auf das Wort.'),
      'Dann kommen Sie zum Service-Konto.',
      'Hier zeigen Sie, wer Sie sind.',
      'Danach sehen Sie: Das bekommt die Stadt von mir.',
      'Sie sagen Ja oder Nein.',
    ],
    youDecide: 'Dann sind Sie wieder bei Ihrer Stadt.',
    methodsHeading: 'Damit können Sie zeigen, wer Sie sind',
    accountHeading: 'Ihr Konto',
    signIn: 'Anmelden',
    signInWhy: lines('Sie wollen Ihr Konto ansehen?', 'Oder Sie wollen etwas ändern?', 'Dann melden Sie sich hier an.'),
    easySections: {
      help: {
        heading: 'Hilfe',
        text: lines('Sie kommen allein nicht weiter?', 'Hier bekommen Sie Hilfe:'),
      },
      barrier: {
        heading: 'Barriere-Freiheit',
        text: lines(
          'Alle Menschen sollen diese Seite benutzen können.',
          'Auch Menschen mit Behinderung.',
          'Das nennt man: barriere-frei.',
          'Ist etwas auf der Seite schwer für Sie?',
          'Dann sagen Sie es uns bitte.',
        ),
      },
    },
  },
}
