/** A page in Leichte Sprache: one sentence a line, hyphenated compounds, no negation. */
export interface EasyPage {
  readonly title: string
  readonly heading: string
  readonly sections: readonly { readonly heading: string | null; readonly lines: readonly string[] }[]
}

/**
 * The start page in Leichte Sprache (BITV 2.0 § 4). A draft: an operator has it approved by a testing group
 * before going live.
 */
export const easyStart: EasyPage = {
  title: 'Start-Seite in Leichter Sprache',
  heading: 'Das ist das Service-Konto',
  sections: [
    {
      heading: null,
      lines: [
        'Mit dem Service-Konto können Sie sich im Internet ausweisen.',
        'Zum Beispiel: Sie wollen einen Park-Ausweis.',
        'Dann fragt die Stadt: Wer sind Sie?',
        'Das Service-Konto antwortet für Sie.',
        'Aber nur, wenn Sie Ja sagen.',
      ],
    },
    {
      heading: 'So geht es',
      lines: [
        'Gehen Sie auf die Internet-Seite von Ihrer Stadt.',
        'Dort steht das Wort: Anmelden.',
        'Klicken Sie auf das Wort.',
        'Dann kommen Sie zum Service-Konto.',
        'Hier zeigen Sie, wer Sie sind.',
        'Danach sehen Sie: Das bekommt die Stadt von mir.',
        'Sie sagen Ja oder Nein.',
        'Dann sind Sie wieder bei Ihrer Stadt.',
      ],
    },
  ],
}
