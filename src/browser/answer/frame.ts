import { element } from '../nodes.ts';

export type View = 'table' | 'chart';
export type FileKind = 'csv' | 'json' | 'parquet';

/** What a reader can ask of the frame. */
export interface Acts {
  all: () => void;
  stop: () => void;
  copy: (format: 'Markdown' | 'TSV') => void;
  save: (kind: FileKind) => void;
  /** A view was chosen. */
  view: (view: View) => void;
}

/** What stands around an answer: its status line, two tabs, and the tools. */
export interface Frame {
  /** Goes into the element, in this order. */
  elements: HTMLElement[];
  status: HTMLElement;
  all: HTMLButtonElement;
  stop: HTMLButtonElement;
  /** Everything but the status line. */
  pane: HTMLElement;
  tabs: Record<View, HTMLButtonElement>;
  panels: Record<View, HTMLElement>;
}

function button(text: string, act: () => void, label?: string): HTMLButtonElement {
  const made = element('button', { type: 'button', 'aria-label': label }, text);
  made.addEventListener('click', act);
  return made;
}

const VIEWS: readonly View[] = ['table', 'chart'];

/** The frame of an answer, hidden but for its status line. `prefix` comes before every id that it gives. */
export function createFrame(prefix: string, acts: Acts): Frame {
  const status = element('p', { role: 'status' });
  const [all, stop] = [button('All rows', acts.all), button('Stop', acts.stop)];
  const tab = (view: View, text: string) =>
    element('button', { type: 'button', role: 'tab', id: `${prefix}-tab-${view}`, 'aria-controls': `${prefix}-${view}` }, text);
  const panel = (view: View) => element('div', { role: 'tabpanel', id: `${prefix}-${view}`, 'aria-labelledby': `${prefix}-tab-${view}` });
  const tabs = { table: tab('table', 'Table'), chart: tab('chart', 'Chart') };
  const panels = { table: panel('table'), chart: panel('chart') };
  const mark = (chosen: View) => {
    for (const view of VIEWS) {
      tabs[view].setAttribute('aria-selected', String(view === chosen));
      tabs[view].tabIndex = view === chosen ? 0 : -1;
      panels[view].hidden = view !== chosen;
    }
  };
  const choose = (view: View) => {
    mark(view);
    acts.view(view);
  };
  for (const view of VIEWS) {
    tabs[view].addEventListener('click', () => choose(view));
    tabs[view].addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
      const other = view === 'table' ? 'chart' : 'table';
      choose(other);
      tabs[other].focus();
    });
  }
  mark('table');
  const tools = element(
    'p',
    { class: 'answer-tools' },
    element('span', { class: 'muted' }, 'Copy'),
    button('Markdown', () => acts.copy('Markdown'), 'Copy as Markdown'),
    button('TSV', () => acts.copy('TSV'), 'Copy as TSV'),
    element('span', { class: 'muted' }, 'Download'),
    button('CSV', () => acts.save('csv'), 'Download as CSV'),
    button('JSON', () => acts.save('json'), 'Download as JSON'),
    button('Parquet', () => acts.save('parquet'), 'Download as Parquet'),
  );
  const list = element('div', { role: 'tablist', 'aria-label': 'How the answer is shown' }, tabs.table, tabs.chart);
  const pane = element(
    'div',
    { class: 'answer-pane', hidden: '' },
    element('div', { class: 'answer-bar' }, list, tools),
    panels.table,
    panels.chart,
  );
  all.hidden = true;
  stop.hidden = true;
  return { elements: [element('div', { class: 'answer-status' }, status, all, stop), pane], status, all, stop, pane, tabs, panels };
}
