import { describe, expect, test } from 'vitest';
import { parseNotebook } from '../../pipeline/notebooks/index.ts';
import { InputError } from '../../pipeline/records/index.ts';
import { ANSWER, cell, parsed, source } from './sources.ts';

/** The message that reading ends in. */
function fault(text: string): string {
  try {
    parseNotebook('made', text, 'made.mdx');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('it was read');
}

describe('a notebook', () => {
  test('is its frontmatter, its cells with their lines, its charts and its quotes', () => {
    const notebook = parsed(
      `It is <Value cell="means" where="model_id=a-1 and condition='json and txt'" column="mean" format=".2f" /> points.\n\n${cell('means', 'SELECT 1 AS mean -- a; comment\nORDER BY 1;')}\`\`\`chart from=means\nmark: strip\ny: mean\n\`\`\`\n`,
    );
    expect(notebook).toMatchObject({ name: 'made', title: 'Is this a question?', scope: 'published', position: 10 });
    expect(notebook.cells).toEqual([
      { kind: 'cell', id: 'means', sql: 'SELECT 1 AS mean -- a; comment\nORDER BY 1', line: 15, folded: false },
    ]);
    expect(notebook.charts).toEqual([
      {
        kind: 'chart',
        id: 'means_chart',
        from: 'means',
        yaml: 'mark: strip\ny: mean',
        spec: { mark: 'strip', y: { column: 'mean' } },
        line: 20,
      },
    ]);
    expect(notebook.quotes).toEqual([
      {
        cell: 'means',
        column: 'mean',
        format: '.2f',
        line: 12,
        where: [
          { column: 'model_id', equals: 'a-1' },
          { column: 'condition', equals: 'json and txt' },
        ],
      },
    ]);
    expect(notebook.blocks.map(({ kind }) => kind)).toEqual(['prose', 'cell', 'chart']);
    expect(notebook.answer.join('')).toBe('Yes.');
  });

  test('names the line of what is wrong in its frontmatter', () => {
    expect(fault('no dashes')).toContain('made.mdx:1: there is no frontmatter');
    expect(fault(source(ANSWER, { scope: 'mine' }))).toMatch(/^made\.mdx:4: scope must be "published" or "all"; found "mine"/);
    expect(fault(source(ANSWER).replace('position: 10', 'position: ten'))).toMatch(/^made\.mdx:5: position/);
    expect(fault(source(ANSWER).replace('title:', 'titel:'))).toContain('title is missing');
    expect(fault(source(ANSWER).replace('title: Is', 'title: "Is'))).toMatch(/^made\.mdx:[2-5]: /);
  });

  test.each([
    ['a cell without an id', '```sql\nSELECT 1\n```', 12, 'a sql fence without an id'],
    ['an id that is no identifier', '```sql id=A-b\nSELECT 1\n```', 12, '"A-b" cannot be the id'],
    ['an id twice', `${cell('a', 'SELECT 1 ORDER BY 1')}${cell('a', 'SELECT 2 ORDER BY 1')}`, 16, 'a second cell is called a'],
    ['no order', cell('a', "SELECT 'ORDER BY' FROM (SELECT 1 ORDER BY 1)"), 12, 'has no ORDER BY'],
    ['two statements', cell('a', 'SELECT 1 ORDER BY 1; DROP TABLE x'), 12, 'more than one statement'],
    ['an empty cell', '```sql id=a\n\n```', 12, 'the cell a is empty'],
    ['a word of a fence that nobody knows', '```sql id=a foldd\nSELECT 1 ORDER BY 1\n```', 12, 'says foldd'],
    ['another fence', '```python\n1\n```', 12, 'a python fence'],
    ['a chart of nothing', '```chart from=b\nmark: dot\n```', 12, 'there is no cell b above'],
    ['a chart that is none', `${cell('a', 'SELECT 1 ORDER BY 1')}\`\`\`chart from=a\nmark: dot\nx: b\n\`\`\``, 17, 'y is missing'],
    ['a quote of nothing', '<Value cell="b" column="x" />', 12, 'there is no cell b to quote'],
    ['a quote without a column', '<Value cell="b" />', 12, '<Value> has no column'],
    ['a where that is none', '<Value cell="b" column="x" where="y" />', 12, 'where="y" is not like'],
    ['an unknown attribute', '<Value cell="b" column="x" row="1" />', 12, '<Value> knows no row'],
    ['an unknown tag', 'Some <Figure /> here.', 12, '<Figure> is no tag'],
    ['an expression', 'One {1 + 1} here.', 12, 'an expression'],
    ['an import', 'import x from "y"', 12, 'imports and exports nothing'],
    ['a tag that is not closed', '<Note title="a">\n\nText', 12, 'does not parse'],
    ['a cell within a tag', `<Note title="a">\n\n${cell('a', 'SELECT 1 ORDER BY 1')}</Note>`, 14, 'a sql fence within a tag'],
    ['a picture', '![x](y.png)', 12, 'a picture cannot stand'],
  ])('names the line of %s', (_, body, line, what) => {
    const message = fault(source(ANSWER + body));
    expect(message).toContain(what);
    expect(message).toMatch(new RegExp(`^made\\.mdx:${line}: `));
  });

  test('has to answer its question', () => {
    expect(fault(source('Only prose.'))).toContain('there is no <Answer>');
  });
});
