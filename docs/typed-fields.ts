// The fields of interfaces, as their sources declare and describe them.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A field of an interface. */
export interface TypedField {
  readonly name: string;
  /** The type as it is written, without `| undefined`. */
  readonly type: string;
  readonly isOptional: boolean;
  /** The first paragraph of its comment; empty where it has none. */
  readonly comment: string;
}

/** An interface with the fields of those that it extends, in that order. */
export interface TypedInterface {
  readonly comment: string;
  readonly fields: readonly TypedField[];
}

/** Reads all interfaces of a source, by their names; the path is seen from this folder. */
export function interfacesOf(path: string): ReadonlyMap<string, TypedInterface> {
  const file = fileURLToPath(new URL(path, import.meta.url));
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const declared = source.statements.filter(ts.isInterfaceDeclaration);
  const found = new Map<string, TypedInterface>();
  for (const declaration of declared) {
    // An interface stands below those that it extends.
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => found.get(expression.getText(source))?.fields ?? []),
    );
    const own = declaration.members.filter(ts.isPropertySignature).map((member): TypedField => ({
      name: member.name.getText(source),
      type: (member.type?.getText(source) ?? '').replaceAll(/\s*\| undefined/g, ''),
      isOptional: member.questionToken !== undefined,
      comment: commentOf(member),
    }));
    const inherited = bases.filter(({ name }) => !own.some((field) => field.name === name));
    const fields = [...inherited, ...own];
    found.set(declaration.name.text, { comment: commentOf(declaration), fields });
  }
  return found;
}

/** A comment's first paragraph on one line, without links. */
function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  const [first = ''] = text.split('\n\n');
  return first.replaceAll(/\{@link (\w+)\}/g, '`$1`').replaceAll(/\s*\n\s*/g, ' ');
}
