/** A picture, at an https address or in a data: one. */
export interface OwnLogo {
  readonly url: string
  readonly width: number
  readonly height: number
}

/** The picture of the pages (`src/ui/assets/icon.svg`) in an address of its own: a deployment has a logo as shipped. */
export const SHIPPED_LOGO: OwnLogo = {
  url: [
    'data:image/svg+xml;base64,',
    'PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIzMiIgaGVpZ2h0PSIzMiIgdmlld0JveD0iMCAw',
    'IDMyIDMyIj48cmVjdCB3aWR0aD0iMzIiIGhlaWdodD0iMzIiIHJ4PSI0IiBmaWxsPSIjMjA0NGFhIi8+PHBhdGggZD0iTTEwIDIx',
    'LjVjMS42IDEuNSAzLjcgMi4zIDYgMi4zIDMuNiAwIDYtMS44IDYtNC43IDAtMi42LTEuOC0zLjctNS40LTQuNi0yLjctLjctMy41',
    'LTEuMS0zLjUtMi4xIDAtMSAxLTEuNyAyLjgtMS43IDEuNyAwIDMuMy42IDQuNyAxLjciIGZpbGw9Im5vbmUiIHN0cm9rZT0iI2Zm',
    'ZiIgc3Ryb2tlLXdpZHRoPSIyLjYiIHN0cm9rZS1saW5lY2FwPSJyb3VuZCIvPjwvc3ZnPgo=',
  ].join(''),
  width: 32,
  height: 32,
}
