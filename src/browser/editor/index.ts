import { faultRange, meant } from './place.ts';
import type { EditorFault, EditorSchema, EditorView, RunDetail } from './types.ts';

export { faultRange, lineAndColumn, quoted } from './place.ts';
export type { EditorFault, EditorSchema, RunDetail } from './types.ts';

const SHELL = `
:host { display: block; }
:host([hidden]) { display: none; }
.place { border: solid var(--rule-strong); border-width: 1px 0; }
.place:focus-within { border-color: transparent; outline: 2px solid var(--focus); outline-offset: 0; }
.place:empty { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/**
 * `<lem-editor label="SQL"><textarea>…</textarea></lem-editor>`: an editor for SQL in place of the text field that stands in its markup.
 * The field works by itself until the editor is there, which is fetched when a reader first goes to it, or a page calls `load`.
 *
 * Events, both on the element: `run` (`CustomEvent<RunDetail>`) on Ctrl or Cmd and Enter, with Shift for what is selected alone;
 * `change` on every change that the reader makes.
 */
export class LemEditor extends HTMLElement {
  static observedAttributes = ['label', 'readonly'];

  #view: EditorView | undefined;
  #coming: Promise<void> | undefined;
  #schema: EditorSchema = { tables: [], functions: [] };
  #fault: EditorFault | undefined;
  #place: HTMLElement | undefined;

  get #field(): HTMLTextAreaElement {
    return this.querySelector('textarea') ?? this.appendChild(document.createElement('textarea'));
  }

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHELL);
    root.adoptedStyleSheets = [sheet];
    this.#place = document.createElement('div');
    this.#place.className = 'place';
    root.append(document.createElement('slot'), this.#place);
    this.#dress();
    const field = this.#field;
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const { from, to } = this.selection;
      const chosen = event.shiftKey && from < to;
      this.#run({ sql: chosen ? field.value.slice(from, to) : field.value, from: chosen ? from : 0, part: chosen ? 'selection' : 'all' });
    });
    // The field's own `change` comes at its end alone; `input` is what this element calls a change.
    field.addEventListener('change', (event) => event.stopPropagation());
    field.addEventListener('input', () => this.#changed());
    const load = () => void this.load().catch((error) => console.error(error));
    for (const event of ['focus', 'pointerenter']) field.addEventListener(event, load, { once: true });
  }

  attributeChangedCallback(): void {
    if (this.shadowRoot) this.#dress();
    this.#view?.setLabel(this.label);
    this.#view?.setReadOnly(this.readOnly);
  }

  #dress(): void {
    const field = this.#field;
    field.setAttribute('aria-label', this.label);
    field.readOnly = this.readOnly;
    field.spellcheck = false;
  }

  #run(detail: RunDetail): void {
    this.dispatchEvent(new CustomEvent<RunDetail>('run', { detail, bubbles: true }));
  }

  /** Takes away the text that the build set behind the field (components/Editor.astro): it is no longer the field's. */
  #unset(): void {
    this.querySelector(':scope > .set')?.remove();
  }

  #changed(): void {
    this.#unset();
    this.mark(undefined);
    this.dispatchEvent(new CustomEvent('change', { bubbles: true }));
  }

  /** Fetches the editor and puts it in the field's place, with its text, selection and focus. Where it fails, the field goes on working. */
  load(): Promise<void> {
    this.#coming ??= this.#upgrade().catch((error) => {
      this.#coming = undefined;
      throw error;
    });
    return this.#coming;
  }

  async #upgrade(): Promise<void> {
    const { createEditor } = await import('./code-mirror.ts');
    const [root, place, field] = [this.shadowRoot, this.#place, this.#field];
    if (!root || !place) throw new Error('An editor has to stand in the page before it can be loaded.');
    const { from, to } = this.selection;
    const focused = document.activeElement === field;
    const keys = document.createElement('span');
    keys.id = 'keys';
    keys.className = 'unseen';
    keys.textContent = 'Control and Enter runs it. Escape, then Tab, leaves the editor.';
    root.append(keys);
    this.#view = createEditor(root, place, {
      value: field.value,
      label: this.label,
      readOnly: this.readOnly,
      schema: this.#schema,
      onRun: (detail) => this.#run(detail),
      onChange: () => this.#changed(),
    });
    field.hidden = true;
    this.#unset();
    this.#view.select(from, to);
    if (this.#fault) this.#view.mark(this.#fault);
    if (focused) this.#view.focus();
  }

  /** The text. Setting it is no `change`. */
  get value(): string {
    return this.#view?.value() ?? this.#field.value;
  }

  set value(value: string) {
    this.#unset();
    this.mark(undefined);
    if (this.#view) this.#view.setValue(value);
    else this.#field.value = value;
  }

  /** Tables, columns and functions to complete. */
  get schema(): EditorSchema {
    return this.#schema;
  }

  set schema(schema: EditorSchema) {
    this.#schema = schema;
    this.#view?.setSchema(schema);
  }

  get readOnly(): boolean {
    return this.hasAttribute('readonly');
  }

  set readOnly(value: boolean) {
    this.toggleAttribute('readonly', value);
  }

  /** What a screen reader calls the editor. */
  get label(): string {
    return this.getAttribute('label') ?? 'SQL';
  }

  set label(value: string) {
    this.setAttribute('label', value);
  }

  /** What is selected, in UTF-16 units of the text. */
  get selection(): { from: number; to: number } {
    return this.#view?.selection() ?? { from: this.#field.selectionStart, to: this.#field.selectionEnd };
  }

  /** Selects a stretch of the text and goes to it. */
  select(from: number, to = from): void {
    if (this.#view) this.#view.select(from, to);
    else this.#field.setSelectionRange(from, to);
    this.focus();
  }

  /** Puts text in place of what is selected, as if the reader had typed it. */
  insert(text: string): void {
    if (this.#view) this.#view.insert(text);
    else {
      const { from, to } = this.selection;
      this.#field.setRangeText(text, from, to, 'end');
      this.#field.focus();
      this.#changed();
    }
  }

  /** Marks a fault in the text, with what was meant to choose from; without one takes the mark away. It goes too once the text changes. */
  mark(fault: EditorFault | undefined): void {
    if (!fault && !this.#fault) return;
    this.#fault = fault;
    this.#view?.mark(fault);
  }

  /** Puts a name in the place of what is marked as a fault; without a mark it does nothing. */
  mend(name: string): void {
    if (!this.#fault) return;
    const { from, to } = faultRange(this.value, this.#fault.offset);
    if (this.#view) this.#view.replace(from, to, meant(name));
    else {
      this.#field.setSelectionRange(from, to);
      this.insert(meant(name));
    }
  }

  override focus(): void {
    if (this.#view) this.#view.focus();
    else this.#field.focus();
  }
}

customElements.define('lem-editor', LemEditor);

declare global {
  interface HTMLElementTagNameMap {
    'lem-editor': LemEditor;
  }
}
