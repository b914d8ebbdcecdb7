import ts from 'typescript';
import type { Module } from './modules.ts';

/** What a page says comes out of a statement: `level.onHand; // → 12`. */
export interface Claim {
  readonly line: number;
  readonly expected: string;
}

/** A module in which every statement with a claim reports what came out of it. */
export interface ClaimingModule extends Module {
  readonly claims: readonly Claim[];
}

/** Finds the claims of a module, and makes its statements call `globalThis.came(line, value)`. */
export function readClaims(module: Module): ClaimingModule {
  const source = ts.createSourceFile(module.path, module.text, ts.ScriptTarget.Latest, true);
  const statements = expressionStatements(source);
  const lineAt = (position: number): number =>
    source.getLineAndCharacterOfPosition(position).line + 1;
  const claims: Claim[] = [];
  const edits: { readonly at: number; readonly text: string }[] = [];

  for (const { start, expected } of arrowComments(module.text)) {
    const line = lineAt(start);
    const statement = statements.findLast((node) => node.end <= start);
    // On the statement's last line, or on a line of its own right below.
    if (statement === undefined || line - lineAt(statement.end) > 1) {
      throw new Error(`${module.file}:${line}: no statement to which → could belong`);
    }
    claims.push({ line, expected });
    edits.push(...reporting(statement.expression, line, source));
  }
  const text = edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((code, edit) => code.slice(0, edit.at) + edit.text + code.slice(edit.at), module.text);
  return { ...module, text, claims };
}

/** Wraps an expression into a report; of `console.log(…)`, what is logged. */
function reporting(expression: ts.Expression, line: number, source: ts.SourceFile) {
  const isLog =
    ts.isCallExpression(expression) && expression.expression.getText(source) === 'console.log';
  if (isLog) {
    const at = expression.arguments.pos;
    return [
      { at, text: `...globalThis.logged(${line}, ` },
      { at: expression.arguments.end, text: ')' },
    ];
  }
  const at = expression.getStart(source);
  return [
    { at, text: `globalThis.came(${line}, ` },
    { at: expression.end, text: ')' },
  ];
}

function expressionStatements(source: ts.SourceFile): ts.ExpressionStatement[] {
  const found: ts.ExpressionStatement[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (ts.isExpressionStatement(node)) found.push(node);
  };
  visit(source);
  return found.toSorted((a, b) => a.end - b.end);
}

/** The comments that begin with an arrow. One on a line of its own goes on over the lines below it. */
function arrowComments(text: string) {
  const comments = text.matchAll(/^[ \t]*\/\/ → .*(?:\n[ \t]*\/\/ .*)*|\/\/ → .*/gm);
  return Array.from(comments, ({ index, 0: comment }) => ({
    start: index + comment.indexOf('//'),
    expected: comment.replaceAll(/^[ \t]*\/\/ (?:→ )?/gm, ''),
  }));
}
