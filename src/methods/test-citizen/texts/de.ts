import type { TestTexts } from './messages.js'

export const de: TestTexts = {
  names: {
    password: {
      row: 'Mit Benutzername und Passwort',
      label: 'Benutzername und Passwort',
      hint: 'Nachgestellt: Sie wählen eine Testperson, ein Passwort brauchen Sie nicht.',
    },
    elster: {
      row: 'Mit ELSTER-Zertifikat',
      label: 'ELSTER-Zertifikat',
      hint: 'Nachgestellt: Sie wählen eine Testperson, ein Zertifikat brauchen Sie nicht.',
    },
    eid: {
      row: 'Mit dem Online-Ausweis',
      label: 'Online-Ausweis',
      hint: 'Nachgestellt: Sie wählen eine Testperson, einen Ausweis brauchen Sie nicht.',
    },
  },
  title: (method) => `${method}: Testperson wählen`,
  invented: 'Alle Personen sind erfunden.',
  citizen: (name, temporary) => (temporary ? `${name} (ohne Konto)` : name),
  chosen: (name) => `Die nächsten Anmeldungen sind von ${name}`,
  nobody: 'Dieser Browser hat keine Testperson gewählt',
  choose: 'Wählen Sie eine Testperson. Ohne Wahl fragt jede Anmeldung danach.',
  goesOn: {
    page: 'Das gilt für diesen Browser. Jede Anmeldung hält auf der Bestätigungsseite.',
    confirm: 'Das gilt für diesen Browser. Jede Anmeldung bestätigt alle Angaben von selbst.',
    decline: 'Das gilt für diesen Browser. Jede Anmeldung lehnt die Weitergabe von selbst ab.',
    cancel: 'Das gilt für diesen Browser. Jede Anmeldung bricht von selbst ab.',
  },
  forget: 'Keine Testperson mehr',
}
