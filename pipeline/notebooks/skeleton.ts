/** A notebook to begin with: every part that one may have, over rows that are there. `position` is its place in the list. */
export const skeleton = (position: number): string => `---
title: Which models score highest without a kernel?
description: Mean scores of the published P100 runs at baseline, each with its interval.
scope: published
position: ${position}
---

<Answer>
<Value cell="highest" column="name" /> has the highest mean, <Value cell="highest" column="mean" format=".2f" /> points (95 %:
<Value cell="highest" column="low" format=".2f" /> to <Value cell="highest" column="high" format=".2f" />).
</Answer>

<Note title="What a point is">
A count times a weight, up to a cap: see [the scorer](/scorer).
</Note>

\`\`\`sql id=means
SELECT model_id, name, family, kind, mean, low, high, n
FROM leaderboard
WHERE source = 'published' AND probe_set = 'P100' AND condition = 'baseline'
ORDER BY mean DESC, model_id
\`\`\`

\`\`\`chart from=means
mark: dot
x: mean
y: name
interval: [low, high]
family: family
kind: kind
caption: Mean score on P100 without a kernel, with its 95 % interval.
\`\`\`

A cell can read an earlier one by its id. This one has a single row, which a value of it can be quoted from without saying where.

\`\`\`sql id=highest
SELECT name, mean, low, high
FROM means
ORDER BY mean DESC, name
LIMIT 1
\`\`\`

<NotShown>
Whether the models differ: their intervals are each for itself. The view \`comparisons\` holds paired differences.
</NotShown>
`;
