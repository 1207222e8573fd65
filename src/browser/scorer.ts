import type { Findings } from '../charts/findings.ts';
import { bar, place } from '../charts/waterfall.ts';
import { count, fixed } from '../format.ts';
import { foundText, measuredText } from '../words/scored.ts';
import { evidenceNodes } from './evidence-nodes.ts';
import type { Ask, Shown, Told } from './scorer-messages.ts';

/** `Omit` that keeps the members of a union apart. */
type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A worker asked one thing at a time: while it is at work, only the last ask is kept, so that it never falls behind the typing. */
function lineTo(worker: Worker, onTold: (told: Told) => void): (ask: Unnumbered<Ask>) => void {
  let last = 0;
  let busy = false;
  let waiting: Ask | undefined;
  const send = (ask: Ask) => {
    busy = true;
    worker.postMessage(ask);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    busy = false;
    const next = waiting;
    waiting = undefined;
    if (next) send(next);
    else onTold(data);
  });
  return (ask) => {
    last += 1;
    const numbered = { ...ask, id: last } as Ask;
    if (busy) waiting = numbered;
    else send(numbered);
  };
}

const points = (tenths: number): string => fixed(tenths / 10, 1);

/** A box to put a text into, over the arithmetic and the evidence that the page was built with. */
class LemScorer extends HTMLElement {
  connectedCallback(): void {
    const box = this.#one<HTMLTextAreaElement>('textarea');
    const example = box.defaultValue;
    let from = 0;
    let shown: Shown | undefined;

    let worker: Worker;
    try {
      worker = new Worker(new URL('./scorer-worker.ts', import.meta.url), { type: 'module' });
    } catch {
      this.#fail();
      return;
    }
    worker.addEventListener('error', () => this.#fail());
    const ask = lineTo(worker, (told) => {
      shown = told.shown;
      from = shown.from;
      if (told.findings) {
        starts.length = 0;
        this.#tell(told.findings);
      }
      this.#show(shown, starts.length > 0);
    });

    // Stretches end where words do: the way back is the way that was come.
    const starts: number[] = [];
    this.#one('[data-later]').addEventListener('click', () => {
      if (!shown) return;
      starts.push(from);
      ask({ from: shown.to });
    });
    this.#one('[data-earlier]').addEventListener('click', () => {
      const before = starts.pop();
      if (before !== undefined) ask({ from: before });
    });

    const score = () => ask({ text: box.value });
    box.addEventListener('input', score);
    const put = (text: string) => () => {
      box.value = text;
      box.focus();
      score();
    };
    this.#one('[data-empty]').addEventListener('click', put(''));
    this.#one('[data-example]').addEventListener('click', put(example));
    // A browser may bring back what stood in the box before.
    if (box.value !== example) score();
  }

  #one<T extends Element>(selector: string, within: ParentNode = this): T {
    const found = within.querySelector<T>(selector);
    if (!found) throw new Error(`lem-scorer has no ${selector}`);
    return found;
  }

  #fail(): void {
    this.#one('[data-fault]').textContent = 'This browser did not start the scorer. The command line has the same one: npx lem score.';
  }

  #tell({ tenths, signals, ...measured }: Findings): void {
    const table = this.#one<HTMLElement>('table');
    const scale = { low: Number(table.dataset.low), high: Number(table.dataset.high), ticks: [] };
    const move = (line: Element, at: number) => {
      for (const name of ['x1', 'x2']) line.setAttribute(name, `${place(scale, at)}%`);
    };
    const rows = [...table.querySelectorAll<HTMLElement>('tr[data-signal]')];
    signals.forEach((signal, index) => {
      const row = rows[index];
      if (!row) return;
      row.classList.toggle('none', signal.count === 0);
      row.classList.toggle('capped', signal.capped);
      for (const cell of row.querySelectorAll('[data-found]')) cell.textContent = foundText(signal.found);
      this.#one('[data-count]', row).textContent = fixed(signal.count, Number.isInteger(signal.count) ? 0 : 1);
      this.#one('[data-raw]', row).textContent = points(signal.rawTenths);
      this.#one('[data-points]', row).textContent = points(signal.tenths);
      move(this.#one('[data-from]', row), signal.from);
      move(this.#one('[data-to]', row), signal.to);
      const { x, width, down } = bar(scale, signal.from, signal.to);
      const rect = this.#one('[data-bar]', row);
      rect.setAttribute('x', x);
      rect.setAttribute('width', width);
      rect.classList.toggle('down', down);
      // The line of a group's head goes on from the signal before the group.
      const head = row.previousElementSibling;
      if (head?.classList.contains('head')) move(this.#one('[data-from]', head), signal.from);
    });
    this.#one('[data-total]').textContent = points(tenths);
    move(this.#one('[data-end]'), tenths);
    this.#one('[data-mark]').setAttribute('x', `${place(scale, tenths)}%`);
    this.#one('[data-score]').textContent = points(tenths);
    this.#one('[data-measured]').textContent = measuredText(measured);
  }

  #show({ from, to, length, segments }: Shown, earlier: boolean): void {
    const evidence = this.#one<HTMLElement>('.evidence');
    evidence.replaceChildren(...segments.flatMap(evidenceNodes));
    evidence.scrollTop = 0;
    this.#one<HTMLElement>('.pager').hidden = from === 0 && to === length;
    this.#one('[data-stretch]').textContent = `Characters ${count(from + 1)} to ${count(to)} of ${count(length)}`;
    this.#one<HTMLButtonElement>('[data-earlier]').disabled = !earlier;
    this.#one<HTMLButtonElement>('[data-later]').disabled = to === length;
  }
}

customElements.define('lem-scorer', LemScorer);
