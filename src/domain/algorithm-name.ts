/** The operators' name for an algorithm of XML Signature or Encryption: the part of its URI after the `#`. */
export const shortName = (uri: string): string => uri.slice(uri.lastIndexOf('#') + 1)
