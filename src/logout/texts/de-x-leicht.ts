import { lines } from '../../ui/texts/lines.js'
import type { LogoutTexts } from './messages.js'

/** Logging out in Leichte Sprache. A draft: an operator has it approved by a testing group. */
export const easy: LogoutTexts = {
  ask: {
    title: () => 'Möchten Sie sich abmelden?',
    what: lines('Ist das ein fremdes Gerät?', 'Dann melden Sie sich bitte ab.'),
    openLogin: 'In diesem Browser ist eine Anmeldung noch nicht fertig.',
    left: lines('Ihre Anmeldung hier ist zu Ende.', 'Andere Seiten wissen das vielleicht noch nicht.'),
    portals: lines('Sie sind auch auf anderen Seiten angemeldet?', 'Wir melden Sie auch dort ab.'),
  },
  signedOut: {
    title: 'Sie sind abgemeldet',
    done: 'In diesem Browser ist niemand mehr angemeldet.',
    what: lines(
      'Sind Sie noch auf einer Seite von Ihrer Stadt angemeldet?',
      'Dann melden Sie sich dort bitte auch ab.',
    ),
  },
  onTheWay: {
    title: 'Melden Sie sich auch auf anderen Seiten ab',
    here: 'Beim Service-Konto sind Sie abgemeldet.',
    portals: lines('Auf anderen Seiten sind Sie vielleicht noch angemeldet.', 'Das sind diese Seiten:'),
    how: lines('Drücken Sie auf den Knopf.', 'Dann melden wir Sie auch dort ab.', 'Danach sind Sie wieder hier.'),
    next: (portal) => `Abmelden bei: ${portal}`,
    skipped: lines('Eine Seite antwortet nicht?', 'Dann kommen Sie hierher zurück.', 'Hier geht es weiter.'),
  },
  telling: {
    title: 'Wir melden Sie noch auf anderen Seiten ab',
    here: 'Beim Service-Konto sind Sie abgemeldet.',
    soon: 'Das dauert nur kurz.',
    look: 'Jetzt nachsehen',
  },
  everywhere: {
    title: 'Sie sind abgemeldet',
    done: lines('Beim Service-Konto sind Sie abgemeldet.', 'Auch auf diesen Seiten sind Sie abgemeldet:'),
  },
  notEverywhere: {
    title: 'Sie sind nicht überall abgemeldet',
    done: lines('Beim Service-Konto sind Sie abgemeldet.', 'Auf manchen Seiten hat es nicht geklappt.'),
    whatToDo: lines(
      'Melden Sie sich auf diesen Seiten bitte selbst ab.',
      'Ist das ein fremdes Gerät?',
      'Dann schließen Sie danach alle Fenster.',
    ),
  },
  signedIn: {
    title: 'In diesem Browser ist jemand angemeldet',
    here: 'Beim Service-Konto sind Sie hier nicht abgemeldet.',
    portals: lines('Wir sollten Sie auf anderen Seiten abmelden.', 'So ist es auf diesen Seiten:'),
  },
  listHeading: 'Diese Seiten',
  states: {
    waiting: 'Hier sind Sie noch nicht abgemeldet.',
    telling: 'Hier melden wir Sie gerade ab.',
    done: 'Hier sind Sie abgemeldet.',
    failed: 'Hier sind Sie nicht abgemeldet.',
    unknown: 'Hier sind Sie vielleicht noch angemeldet.',
    unsupported: 'Hier sind Sie vielleicht noch angemeldet.',
  },
  toPortal: (portal) => `${portal} öffnen`,
  back: (portal) => `Zurück zu: ${portal}`,
  toStart: 'Zur Start-Seite',
  handOver: {
    title: (portal) => `Weiter zu: ${portal}`,
    what: 'Die nächste Seite kommt von allein.',
    withoutScript: 'Drücken Sie bitte auf den Knopf.',
    submit: 'Weiter',
  },
}
