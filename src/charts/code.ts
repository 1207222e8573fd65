import { codeToTokensBase, createCssVariablesTheme } from 'shiki';

/** A stretch of code and the class that tells its kind, where it has one. */
export interface Token {
  text: string;
  kind?: string;
}

const theme = createCssVariablesTheme({ name: 'classes', variablePrefix: '--', fontStyle: false });

/**
 * Code cut into tokens, line by line. The highlighter names kinds by CSS variables (`var(--token-keyword)`); here they become class
 * names, since the policy of the site allows no style attribute and text needs no markup to be trusted.
 */
export async function tokens(
  code: string,
  language: 'sql' | 'python' | 'r' | 'bash' | 'json' | 'yaml' | 'nginx' | 'bibtex',
): Promise<Token[][]> {
  const lines = await codeToTokensBase(code, { lang: language, theme });
  return lines.map((line) =>
    line.map(({ content, color }) => {
      const kind = /--token-([a-z]+)/.exec(color ?? '')?.[1];
      // The highlighter takes every bare word of a shell's command for a string.
      const bare = language === 'bash' && kind === 'string' && !/^\s*["']/.test(content);
      return kind && !bare ? { text: content, kind } : { text: content };
    }),
  );
}
