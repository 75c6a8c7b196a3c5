/** Relative luminance and contrast as WCAG 2 defines them, for the OKLCH colours of the design system. */
type Rgb = readonly [number, number, number]

const OKLCH = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/

/** `oklch(20% 0.03 277)` as linear sRGB (CSS Color 4 §10), clipped to what a screen shows. */
export function linearRgb(colour: string): Rgb {
  const [, lightness, chroma, hue] = OKLCH.exec(colour) ?? []
  if (lightness === undefined) throw new Error(`not an opaque oklch colour: ${colour}`)
  const [L, C, h] = [Number(lightness) / 100, Number(chroma), (Number(hue) * Math.PI) / 180]
  const [a, b] = [C * Math.cos(h), C * Math.sin(h)]
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number): number => Math.min(1, Math.max(0, value))
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** WCAG 2.2, contrast ratio: from 1 to 21. */
export function contrastRatio(first: string, second: string): number {
  const [a, b] = [luminance(linearRgb(first)), luminance(linearRgb(second))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
