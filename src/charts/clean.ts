import * as Plot from '@observablehq/plot';

/** Plot's options without those that this house decides. */
export type ChartOptions = Omit<Plot.PlotOptions, 'document' | 'className' | 'style' | 'figure' | 'title' | 'subtitle' | 'caption'> & {
  /** What the chart shows, for readers who do not see it. */
  ariaLabel: string;
};

const dropped = (svg: Element, selector: string) => {
  for (const element of [...svg.querySelectorAll(selector)]) element.remove();
};

/** Attributes that hold coordinates: a hundredth of a pixel is finer than any screen. */
const GEOMETRY = ['d', 'transform', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'points'];
const hundredths = (text: string) => text.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)) + 0));

/**
 * Draws a chart with Observable Plot in the document given, at build or in a browser, as one SVG. The same options give the same SVG:
 * the class is fixed, and numbers are as Plot writes them. Plot's own style sheet and every style attribute are taken out, since the
 * policy of the site forbids both (src/styles/charts.css does their work), and so are its labels on groups, which mean nothing within
 * an image.
 */
export function drawnIn(document: Document, options: ChartOptions): SVGSVGElement {
  const svg = Plot.plot({ ...options, document, className: 'chart' } as Plot.PlotOptions) as unknown as SVGSVGElement;
  if (svg.tagName.toLowerCase() !== 'svg')
    throw new Error('A legend makes Plot wrap the chart in a figure: leave it out and set a key beside the chart.');
  dropped(svg, 'style');
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    element.removeAttribute('style');
    for (const name of GEOMETRY) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, hundredths(value));
    }
    if (element !== svg) for (const name of ['aria-label', 'aria-description', 'aria-hidden']) element.removeAttribute(name);
  }
  svg.setAttribute('role', 'img');
  return svg;
}

export { Plot };
