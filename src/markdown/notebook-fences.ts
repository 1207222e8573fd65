import { SKIP, visit } from 'unist-util-visit';

/** What of Markdown's tree is looked at here. */
interface Node {
  type: string;
  name?: string;
  lang?: string | null;
  meta?: string | null;
  attributes?: Attribute[];
  children?: Node[];
}
interface Attribute {
  type: 'mdxJsxAttribute';
  name: string;
  value: string;
}

const isFolded = ({ lang, meta }: Node): boolean => lang === 'sql' && /(?:^|\s)folded(?:\s|$)/.test(meta ?? '');

const attribute = (name: string, value: string): Attribute => ({ type: 'mdxJsxAttribute', name, value });
const component = (name: string, attributes: Record<string, string>): Node => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
  children: [],
});

/**
 * Turns the fences of a notebook into its components, each with the notebook's name and its place among those of its kind, and tells
 * every quote whose cells it quotes. What a fence says was read and checked by pipeline/notebooks, which also runs it: a component
 * looks its cell up there.
 */
export function notebookFences() {
  return (tree: Node, file: { path?: string }): void => {
    const notebook = /([^/\\]+)\.mdx$/.exec(file.path ?? '')?.[1];
    if (notebook === undefined) return;
    const count = { Cell: 0, CellChart: 0 };
    visit(tree as never, (node: Node, index: number | undefined, parent: Node | undefined) => {
      if (node.type === 'code' && parent?.children && index !== undefined) {
        const placed = (fence: Node): Node => {
          const name = fence.lang === 'chart' ? 'CellChart' : 'Cell';
          const place = String(count[name]);
          count[name] += 1;
          return component(name, { notebook, place });
        };
        // A cell that only feeds a chart stands below it: the reader sees the chart first.
        const next = parent.children[index + 1];
        if (isFolded(node) && next?.lang === 'chart') {
          parent.children.splice(index, 2, placed(next), placed(node));
          return [SKIP, index + 2];
        }
        parent.children[index] = placed(node);
        return SKIP;
      }
      if (node.name === 'Value' || node.name === 'NotShown') node.attributes?.push(attribute('notebook', notebook));
      return undefined;
    });
  };
}
