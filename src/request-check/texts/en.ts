import type { RequestCheckTexts } from './messages.js'

/** English texts of the request decoder. */
export const en: RequestCheckTexts = {
  title: 'Check a request',
  intro: 'For those who connect a portal. You see a SAML request in plain text, and what is wrong.',
  private: 'We store and log nothing of it.',
  request: 'Request',
  requestHint: 'The value of SAMLRequest, the whole address, the form, or the XML.',
  metadata: 'Metadata of the portal',
  metadataHint: 'Optional. With them we check sender, signature and return address too.',
  check: 'Check',
  missing: 'Paste a request.',
  tooLarge: 'Paste the metadata of this portal alone, at most 128 KiB.',
  metadataRefused: 'We cannot read these metadata',
  result: 'Result',
  good: 'This request keeps all rules.',
  openTitle: 'So far everything is right',
  open: 'Some rules are open: paste the metadata of the portal for them.',
  brokenTitle: (count) => (count === 1 ? '1 rule is broken' : `${count} rules are broken`),
  broken: 'The Servicekonto refuses such a request. Each rule says what to do.',
  cameBy: (binding) => `Transport: ${binding}`,
  relayState: (bytes) => `RelayState: ${bytes} bytes`,
  undecoded: 'The request could not be decoded.',
  registry: 'This page does not say whether a portal is registered here. It does not know used IDs.',
}
