import type { LogoutTexts } from './messages.js'

/** German texts of logging out. */
export const de: LogoutTexts = {
  ask: {
    title: (site) => `Beim ${site} abmelden?`,
    what: 'Ist das nicht Ihr eigenes Gerät? Dann melden Sie sich bitte ab.',
    openLogin: 'In diesem Browser ist eine Anmeldung noch nicht zu Ende.',
    left: 'Ihre Anmeldung hier ist abgelaufen. Portale wissen das vielleicht noch nicht.',
    portals: 'Wir melden Sie auch in den Portalen ab, bei denen Sie sich hiermit angemeldet haben.',
  },
  signedOut: {
    title: 'Sie sind abgemeldet',
    done: 'In diesem Browser ist beim Servicekonto niemand mehr angemeldet.',
    what: 'Sind Sie noch in einem Portal angemeldet? Melden Sie sich bitte auch dort ab.',
  },
  onTheWay: {
    title: 'Noch in anderen Portalen abmelden',
    here: 'Beim Servicekonto sind Sie abgemeldet.',
    portals: 'In diesen Portalen sind Sie vielleicht noch angemeldet:',
    how: 'Ein Klick meldet Sie dort nacheinander ab. Danach sind Sie wieder hier.',
    next: (portal) => `Abmelden bei: ${portal}`,
    skipped: 'Ein Portal antwortet nicht? Kommen Sie hierher zurück. Hier geht es beim nächsten weiter.',
  },
  telling: {
    title: 'Wir melden Sie noch in anderen Portalen ab',
    here: 'Beim Servicekonto sind Sie abgemeldet.',
    soon: 'Das dauert nur wenige Sekunden.',
    look: 'Jetzt nachsehen',
  },
  everywhere: {
    title: 'Sie sind abgemeldet',
    done: 'Sie sind beim Servicekonto und in diesen Portalen abgemeldet.',
  },
  notEverywhere: {
    title: 'Sie sind hier abgemeldet, aber nicht überall',
    done: 'Beim Servicekonto sind Sie abgemeldet. In manchen Portalen hat es nicht geklappt.',
    whatToDo: 'Melden Sie sich dort bitte selbst ab. An einem fremden Gerät schließen Sie danach alle Fenster.',
  },
  signedIn: {
    title: 'In diesem Browser ist jemand angemeldet',
    here: 'Beim Servicekonto sind Sie hier nicht abgemeldet.',
    portals: 'So ist es in den Portalen, in denen wir Sie abmelden sollten:',
  },
  listHeading: 'Portale',
  states: {
    waiting: 'noch nicht abgemeldet',
    telling: 'wird gerade abgemeldet',
    done: 'abgemeldet',
    failed: 'nicht abgemeldet: Das Portal meldet einen Fehler',
    unknown: 'vielleicht noch angemeldet: Das Portal hat nicht geantwortet',
    unsupported: 'vielleicht noch angemeldet: Das Portal lässt sich von hier nicht abmelden',
  },
  toPortal: (portal) => `${portal} öffnen`,
  back: (portal) => `Zurück zu: ${portal}`,
  toStart: 'Zur Startseite',
  handOver: {
    title: (portal) => `Weiter zu: ${portal}`,
    what: 'Sie werden weitergeleitet.',
    withoutScript: 'Drücken Sie bitte den Knopf.',
    submit: 'Weiter',
  },
}
