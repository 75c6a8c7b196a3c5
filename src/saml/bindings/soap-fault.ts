import { NS } from '../namespaces.js'
import { element, text } from '../xml/canonical-writer.js'
import { writeSoap } from './soap.js'

/** A SOAP 1.1 fault (§4.4): whose fault it is, and words for whoever runs the other side. */
export const writeSoapFault = (whose: 'Client' | 'Server', words: string): string =>
  writeSoap(
    element(
      'soap:Fault',
      { 'xmlns:soap': NS.soap },
      element('faultcode', {}, text(`soap:${whose}`)),
      element('faultstring', {}, text(words)),
    ),
  )
