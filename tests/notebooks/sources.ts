import { type Notebook, parseNotebook } from '../../pipeline/notebooks/index.ts';

/** A whole notebook around a body, its frontmatter in lines 1 to 6; the body begins in line 8. */
export const source = (body: string, { scope = 'published' } = {}): string => `---
title: Is this a question?
description: A sentence about it, without figures.
scope: ${scope}
position: 10
---

${body}`;

export const ANSWER = '<Answer>\nYes.\n</Answer>\n\n';

/** A notebook with an answer above the body, which begins in line 12. */
export const parsed = (body: string): Notebook => parseNotebook('made', source(ANSWER + body), 'made.mdx');

export const cell = (id: string, sql: string): string => `\`\`\`sql id=${id}\n${sql}\n\`\`\`\n\n`;
