import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import { type ChartSpec, parseChart } from '../../../pipeline/notebooks/chart.ts';
import { chartKey, declaredChart } from '../../charts/declared.ts';
import { keyList } from '../answer/key.ts';
import { element } from '../nodes.ts';

/** A chart of the page, which follows its cell and may be declared anew. */
export interface ChartView {
  /** Puts the declaration where it can be edited. */
  edit(): void;
  /** Draws the rows that its cell has now. */
  draw(answer: Answer): void;
  /** Puts the drawing of the build back, unless the reader has declared it anew. */
  restore(answer: Answer): void;
}

/** The widths that the build draws for, by the classes of src/components/Chart.astro. */
const WIDTHS: Record<string, number> = { 'at-narrow': 330, 'at-middle': 600, 'at-wide': 880 };

/** @param answer what the build has drawn */
export function chartOf(place: HTMLElement, { yaml, answer: built }: { yaml: string; answer: Answer }): ChartView {
  const part = <Found extends Element = HTMLElement>(selector: string) => place.querySelector(selector) as Found;
  const figure = part('figure');
  const [state, details, edit] = [
    part('.state'),
    part<HTMLDetailsElement>('.declaration'),
    part<HTMLButtonElement>('[data-act="edit-chart"]'),
  ];
  const before = [...figure.childNodes];
  let field: HTMLTextAreaElement | undefined;
  let answer = built;

  const declared = () => field?.value ?? yaml;
  const redraw = (): void => {
    state.className = 'state';
    state.textContent = '';
    try {
      const spec = parseChart(declared());
      figure.replaceChildren(...drawing(spec, answer));
    } catch (error) {
      state.className = 'state fault';
      state.textContent = (error as Error).message.replace(/^chart:(\d+): /, 'Line $1: ');
    }
  };
  const restore = (now: Answer): void => {
    answer = now;
    if (declared() !== yaml) redraw();
    else {
      state.textContent = '';
      figure.replaceChildren(...before);
    }
  };
  const button = (text: string, work: () => void, className = 'act') => {
    const made = element('button', { type: 'button', class: className }, text);
    made.addEventListener('click', work);
    return made;
  };
  return {
    edit() {
      details.open = true;
      edit.hidden = true;
      if (!field) {
        const made = element('textarea', {
          'aria-label': 'The chart as it is declared, in YAML',
          rows: String(yaml.split('\n').length),
          spellcheck: 'false',
        });
        made.value = yaml;
        made.addEventListener('keydown', (event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          redraw();
        });
        field = made;
        part('.declaration .code').hidden = true;
        const reset = button('Reset', () => {
          made.value = yaml;
          if (answer === built) restore(built);
          else redraw();
        });
        details.append(made, element('p', { class: 'bar' }, button('Draw', redraw, 'run'), reset));
      }
      field.focus();
    },
    draw(now) {
      answer = now;
      redraw();
    },
    restore,
  };
}

/** Key, drawings and caption of a chart, as src/components/DeclaredChart.astro sets them. */
function drawing(spec: ChartSpec, answer: Answer): Node[] {
  const drawings = Object.entries(WIDTHS).map(([name, width]) =>
    element('div', { class: name }, declaredChart(spec, answer, { width, document })),
  );
  const caption = spec.caption ? [element('figcaption', {}, spec.caption)] : [];
  return [...keyList(chartKey(spec, answer)), element('div', { class: 'drawings' }, ...drawings), ...caption];
}
