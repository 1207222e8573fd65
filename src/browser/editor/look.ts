import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** As code is set everywhere on this site: keywords by weight, texts by slant, comments muted. */
const highlight = HighlightStyle.define([
  { tag: tags.keyword, fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], fontStyle: 'italic' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--muted)' },
]);

const panel = {
  border: '1px solid var(--rule-strong)',
  borderRadius: '0',
  background: 'var(--ground)',
  color: 'var(--ink)',
};

/** Tokens of the site reach into the shadow root, so that one theme serves a light ground and a dark one. */
const theme = EditorView.theme({
  '&': { color: 'var(--ink)', background: 'var(--ground)', fontSize: 'var(--t13)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    lineHeight: '20px',
    minHeight: 'var(--editor-min, 0)',
    maxHeight: 'var(--editor-max, none)',
  },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 2px 0 12px' },
  '.cm-gutters': { background: 'var(--ground)', color: 'var(--muted)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0', minWidth: '22px' },
  '.cm-cursor': { borderLeft: '1.5px solid var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: 'var(--rule)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { background: 'none', outline: '1px solid var(--null)' },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { background: 'none', outline: '1px dotted var(--ink)' },
  // The library draws its wave as a picture, which the policy of the site forbids.
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    paddingBottom: '0',
    textDecoration: 'underline wavy var(--ink) 1px',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-active': { background: 'var(--grid)' },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--ink)' },
  '.cm-tooltip': { ...panel, fontFamily: 'var(--sans)', fontSize: 'var(--t13)', lineHeight: '20px', maxWidth: 'min(440px, 90vw)' },
  '.cm-tooltip.cm-tooltip-lint': { padding: '0' },
  '.cm-diagnostic': { padding: '6px 10px', border: 'none', marginLeft: '0', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.cm-diagnosticAction': {
    ...panel,
    border: 'none',
    padding: '0',
    margin: '0 0 0 12px',
    font: 'inherit',
    textDecoration: 'underline 1px var(--null)',
    textUnderlineOffset: '0.2em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete': {
    '& > ul': { fontFamily: 'var(--mono)', fontSize: 'var(--t13)', lineHeight: '20px', maxHeight: '12em', maxWidth: 'min(440px, 90vw)' },
    '& > ul > li': { display: 'flex', justifyContent: 'space-between', gap: '16px', padding: '2px 8px' },
    '& > ul > li[aria-selected]': { background: 'var(--ink)', color: 'var(--ground)' },
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { fontFamily: 'var(--sans)', fontStyle: 'normal', color: 'var(--muted)', marginLeft: '0' },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 10px', maxWidth: '280px' },
});

export const look: Extension = [theme, syntaxHighlighting(highlight)];
