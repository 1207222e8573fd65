import { classesOf, isUnseen, pilcrows, type Segment } from '../charts/evidence.ts';
import { element } from './nodes.ts';

/** The nodes of a segment of a text, as the component Evidence draws them at build. Texts are only ever appended as text. */
export function evidenceNodes(segment: Segment): (Node | string)[] {
  if (segment.numbers.length === 0) return [segment.text];
  const unseen = isUnseen(segment);
  const mark = element(
    'mark',
    { class: classesOf(segment) },
    unseen ? element('span', { class: 'pilcrow' }, pilcrows(segment.text)) : segment.text,
  );
  const ends = segment.ends.map((number) => element('b', { class: `s${number}` }, String(number)));
  return [mark, ...(ends.length > 0 ? [element('sup', {}, ...ends)] : []), ...(unseen ? [segment.text] : [])];
}
