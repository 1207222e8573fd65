/**
 * The tokens by which chat models end a turn. Where one stands in a response as text, generation did not stop at the end of
 * the turn, and its score may describe run-on text.
 */
export const END_OF_TURN = ['<|eot_id|>', '<end_of_turn>', '<|im_end|>', '</s>'] as const;

/** Where a response holds a literal end-of-turn token: nowhere, at its very end alone, or before further text. */
export type EndOfTurn = 'none' | 'end' | 'inside';

/** Looks for literal end-of-turn tokens in a response; white space behind the last one is no further text. */
export function endOfTurn(response: string): EndOfTurn {
  const places = END_OF_TURN.flatMap((token) => {
    const at = response.indexOf(token);
    return at === -1 ? [] : [at];
  });
  if (places.length === 0) return 'none';
  const rest = END_OF_TURN.reduce((text, token) => text.replaceAll(token, ''), response.slice(Math.min(...places)));
  return rest.trim() === '' ? 'end' : 'inside';
}
