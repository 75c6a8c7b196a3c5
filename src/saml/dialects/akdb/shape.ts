import { BrokerError } from '../../../domain/error-catalogue.js'
import { NS } from '../../namespaces.js'
import { elements, isBlank, isText, type XmlElement } from '../../xml/node.js'

/**
 * How an element of the extension is built. `children`: by name, in any order; `others`: what those may be that are not
 * named; `text`: it holds text alone, up to so many characters.
 */
interface Shape {
  readonly namespace: string
  readonly attributes?: readonly string[]
  readonly children?: Readonly<Record<string, Shape>>
  readonly others?: Shape
  /** Its children may stand more than once. */
  readonly repeats?: true
  readonly text?: number
  /** It is not read any further. */
  readonly unread?: true
}

const akdb = (rest: Omit<Shape, 'namespace'>): Shape => ({ namespace: NS.akdb, ...rest })
const classicUi = (rest: Omit<Shape, 'namespace'>): Shape => ({ namespace: NS.akdbClassicUi, ...rest })

/** The longest text of the extension that is read: that of an address. */
const LONGEST = 2048

const method = akdb({ children: { Enabled: akdb({ text: 256 }) } })

/**
 * The relaxed schema of `akdb:AuthenticationRequest`, both versions in one (BundID interface description §9, §10.1). It
 * is stricter than lax, and laxer than the description where public integrations are: elements stand in any order, texts
 * may be indented, names of attributes may hold blanks, and methods may be unknown. Nothing else may.
 */
export const RELAXED_REQUEST: Shape = akdb({
  attributes: ['Version', 'EnableStatusDetail'],
  children: {
    AuthnMethods: akdb({ others: method }),
    AllowedMethods: akdb({ children: { AuthnMethod: akdb({ text: 256 }) }, repeats: true }),
    RequestedAttributes: akdb({
      children: { RequestedAttribute: akdb({ attributes: ['Name', 'RequiredAttribute'] }) },
      repeats: true,
    }),
    DisplayInformation: akdb({
      children: {
        Version: classicUi({
          children: {
            Purpose: classicUi({ unread: true }),
            OrganizationDisplayName: classicUi({ text: LONGEST }),
            Lang: classicUi({ text: 256 }),
            BackURL: classicUi({ text: LONGEST }),
            OnlineServiceId: classicUi({ text: 256 }),
          },
        }),
      },
    }),
  },
})

/** More entries than any list of attributes or methods has. */
const MOST_CHILDREN = 100

/** Checks an element against a shape. Throws `saml-schema`, which names the element that does not fit. */
export function checkShape(element: XmlElement, shape: Shape): void {
  const refuse = (): never => {
    throw new BrokerError('saml-schema', `akdb: ${element.name}`)
  }
  if (shape.unread) return
  const own = element.attributes.filter(({ namespace }) => namespace === '')
  // check: the-extension-has-no-other-attributes
  if (own.some(({ name }) => !(shape.attributes ?? []).includes(name))) refuse()
  if (shape.text !== undefined) {
    // check: texts-of-the-extension-are-limited
    if (!isText(element) || lengthOf(element) > shape.text) refuse()
    return
  }
  // check: the-extension-holds-no-stray-text
  if (element.children.some((child) => typeof child === 'string' && !isBlank(child))) refuse()
  const children = elements(element)
  // check: lists-of-the-extension-are-limited
  if (children.length > MOST_CHILDREN) refuse()
  // check: what-the-extension-says-once-stands-once
  if (!shape.repeats && new Set(children.map(({ name }) => name)).size < children.length) refuse()
  for (const child of children) checkShape(child, shapeOf(child, shape) ?? refuse())
}

const lengthOf = ({ children }: XmlElement): number =>
  children.reduce((sum, child) => sum + (typeof child === 'string' ? child.length : 0), 0)

function shapeOf({ name, namespace }: XmlElement, { children = {}, others }: Shape): Shape | null {
  const shape = Object.hasOwn(children, name) ? children[name] : others
  // check: the-extension-is-read-by-namespace
  return shape?.namespace === namespace ? shape : null
}
