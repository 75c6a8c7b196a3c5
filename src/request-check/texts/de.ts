import type { RequestCheckTexts } from './messages.js'

/** German texts of the request decoder. */
export const de: RequestCheckTexts = {
  title: 'Anfrage prüfen',
  intro: 'Für alle, die ein Portal anbinden: Hier sehen Sie eine SAML-Anfrage im Klartext und was daran nicht stimmt.',
  private: 'Wir speichern und protokollieren nichts davon.',
  request: 'Anfrage',
  requestHint: 'Der Wert von SAMLRequest, die ganze Adresse, das Formular oder das XML.',
  metadata: 'Metadaten des Portals',
  metadataHint: 'Freiwillig. Damit prüfen wir auch Absender, Signatur und Rückkehradresse.',
  check: 'Prüfen',
  missing: 'Fügen Sie eine Anfrage ein.',
  tooLarge: 'Fügen Sie nur die Metadaten dieses Portals ein, höchstens 128 KiB.',
  metadataRefused: 'Diese Metadaten können wir nicht lesen',
  result: 'Ergebnis',
  good: 'Diese Anfrage erfüllt alle Regeln.',
  openTitle: 'So weit stimmt alles',
  open: 'Einige Regeln sind offen: Fügen Sie dafür die Metadaten des Portals ein.',
  brokenTitle: (count) => (count === 1 ? '1 Regel ist verletzt' : `${count} Regeln sind verletzt`),
  broken: 'So lehnt das Servicekonto die Anfrage ab. Bei jeder Regel steht, was zu tun ist.',
  cameBy: (binding) => `Übertragung: ${binding}`,
  relayState: (bytes) => `RelayState: ${bytes} Byte`,
  undecoded: 'Die Anfrage ließ sich nicht entpacken.',
  registry:
    'Ob ein Portal hier eingelesen ist, sagt diese Seite nicht. Ob eine ID schon benutzt wurde, weiß sie nicht.',
}
