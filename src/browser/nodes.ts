/** What an element of this site may be made of: text, or further nodes. Text stays text, whatever it holds. */
export type Content = string | Node | undefined | false;

const append = (element: Element, content: readonly Content[]): void => {
  for (const each of content) if (each) element.append(each);
};

/** An HTML element. An attribute whose value is undefined is left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | undefined> = {},
  ...content: Content[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  append(made, content);
  return made;
}

/** The same in SVG; numbers are written as they are. */
export function svg(name: string, attributes: Record<string, string | number | undefined> = {}, ...content: Content[]): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, String(value));
  append(made, content);
  return made;
}
