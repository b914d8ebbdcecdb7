/** A command that a page tells its reader to paste. */
export interface PageCommand {
  readonly language: 'curl' | 'python';
  readonly text: string;
  /** What the page says comes out, where it says so. */
  readonly output: string | undefined;
}

/** The fenced blocks of a page in Markdown. */
export function blocksOf(page: string): { readonly language: string; readonly text: string }[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

/** The commands of a page, in their order; of a block of several lines with `curl`, each of them. */
export function commandsOf(page: string): PageCommand[] {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ language, text }, index): PageCommand[] => {
    const next = blocks[index + 1];
    const output = next?.language === 'json' || next?.language === 'text' ? next.text : undefined;
    if (language === 'python') return [{ language, text, output }];
    if (language !== 'sh' || !text.startsWith('curl ')) return [];
    const lines = text.split(/^(?=curl )/m);
    return lines.map((line) => ({ language: 'curl', text: line, output }));
  });
}
