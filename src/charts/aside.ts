/** A box that something drawn takes up, in px. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Boxes moved down, or up where `by` is below 0. */
export const moved = (boxes: readonly Box[], by: number): Box[] =>
  boxes.map((box) => ({ ...box, top: box.top + by, bottom: box.bottom + by }));

const width = (boxes: readonly Box[]): number => Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));

/**
 * How far each drawing (a mark and its interval, a box each) has to move down or up so that none covers another: 0 where there is
 * room, else as few px as possible, at most `most`. Wide drawings choose first, since they find room least easily. One that finds
 * none stays where it is.
 */
export function setAside(drawings: readonly (readonly Box[])[], most: number): number[] {
  const offsets = [0, ...Array.from({ length: most }, (_, index) => [index + 1, -index - 1]).flat()];
  const order = drawings.map((boxes, index) => ({ boxes, index, wide: width(boxes) })).sort((a, b) => b.wide - a.wide || a.index - b.index);
  const taken: Box[] = [];
  const result = drawings.map(() => 0);
  for (const { boxes, index } of order) {
    const offset = offsets.find((by) => moved(boxes, by).every((box) => !taken.some((other) => meet(box, other)))) ?? 0;
    taken.push(...moved(boxes, offset));
    result[index] = offset;
  }
  return result;
}

/** A name beside a drawing: where its text begins (at its right) or ends (at its left). */
export interface Label {
  index: number;
  side: 'left' | 'right';
  x: number;
}

/** Distance of a name from what it names, and height of its line, in px. */
const [GAP, LINE] = [6, 13];

/**
 * Names for those drawings that have room for one beside them, at the right first, within `frame`; the most isolated choose first.
 * The first box of a drawing is its mark, and its name stands on the mark's height. `lengths` are those of the names in px.
 */
export function labelled(drawings: readonly (readonly Box[])[], lengths: readonly number[], frame: Box): Label[] {
  const apart = (a: Box, b: Box) =>
    Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
  const alone = (index: number) =>
    Math.min(
      ...drawings.flatMap((others, other) =>
        other === index ? [] : others.flatMap((box) => (drawings[index] ?? []).map((own) => apart(own, box))),
      ),
    );
  const names: Box[] = [];
  return drawings
    .map((boxes, index) => ({ boxes, index, alone: alone(index) }))
    .sort((a, b) => b.alone - a.alone || a.index - b.index)
    .flatMap(({ boxes, index }): Label[] => {
      const mark = boxes[0] as Box;
      const middle = (mark.top + mark.bottom) / 2;
      const length = lengths[index] as number;
      const text = (left: number): Box => ({ left, right: left + length, top: middle - LINE / 2, bottom: middle + LINE / 2 });
      const right = Math.max(...boxes.map((box) => box.right)) + GAP;
      const left = Math.min(...boxes.map((box) => box.left)) - GAP;
      const others = [...names, ...drawings.flatMap((each, other) => (other === index ? [] : each))];
      const free = [
        { side: 'right' as const, x: right, name: text(right) },
        { side: 'left' as const, x: left, name: text(left - length) },
      ].find(({ name }) => name.left >= frame.left && name.right <= frame.right && !others.some((other) => meet(name, other)));
      if (!free) return [];
      names.push(free.name);
      return [{ index, side: free.side, x: free.x }];
    })
    .sort((a, b) => a.index - b.index);
}
