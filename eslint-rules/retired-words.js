import { pathInSource } from './path-in-source.js'

/** Words that the glossary has retired, and what is said instead. */
const RETIRED = [
  { word: 'provider', instead: 'service' },
  { word: 'partner', instead: 'service' },
  { word: 'brake', instead: 'rate limit' },
  { word: 'braked', instead: 'limited' },
  { word: 'meet person', instead: 'link or create account' },
  // A person is whom a name and a birth date are of; what a card says before an account has it is an identity.
  ...['gather', 'recognize', 'known'].map((verb) => ({ word: `${verb} person`, instead: 'unlinked identity' })),
  ...['choice', 'offer', 'situation', 'wish', 'wishe', 'evidence'].map((noun) => ({
    word: `person ${noun}`,
    instead: 'unlinked identity',
  })),
]

/** Names of others, and of what operators write and read, which do not change. */
const KEPT = [
  ...['IdentityProvider', 'XmlBufferInputProvider', 'xmlRegisterInputProvider', 'xmlCleanupInputProvider'],
  // OpenID Connect calls its side so.
  'UpstreamProvider',
  // The key of the config file, the error code.
  ...['brakes', 'braked', 'BRAKED'],
]

/** `listProviders` and `list-providers` as ` list provider `. */
const wordsOf = (name) =>
  ` ${name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .join(' ')
    .toLowerCase()
    .replace(/s\b/g, '')} `

const retiredIn = (name) => RETIRED.find(({ word }) => wordsOf(name).includes(` ${word} `)) ?? null

/** In comments: not of what is quoted, and not of identity providers and OpenID providers, whom SAML and OpenID Connect call so. */
const proseOf = (comment) => comment.replace(/`[^`]*`/g, ' ').replace(/\b(identity|OpenID) providers?('s)?/gi, ' ')

/** Reports retired words in names, in comments and in the path of a file. The demo speaks as portals do. */
export const retiredWords = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { retired: '"{{word}}" is retired: say {{instead}} (docs/glossary.md)' },
  },
  create(context) {
    const file = pathInSource(context)
    if (file.startsWith('demo/')) return {}
    const check = (place, text) => {
      const found = retiredIn(text)
      if (found) context.report({ ...place, messageId: 'retired', data: found })
    }
    return {
      Program(node) {
        check({ node }, file.replace(/\.tsx?$/, ''))
        for (const comment of context.sourceCode.getAllComments()) {
          // Checks of the mutation run are names of their own.
          if (!/^ check: /.test(comment.value)) check({ loc: comment.loc }, proseOf(comment.value))
        }
      },
      Identifier(node) {
        if (!KEPT.includes(node.name)) check({ node }, node.name)
      },
    }
  },
}
